import { expect, test } from 'vitest'
import { complete } from '../../../build/content/fixture.ts'
import { completeDepth } from '../../../build/content/fixture-policy.ts'
import { policySchema } from '../../content-schemas/policy.ts'
import { changesFeed, changesOf } from './changes.ts'
import { depthOf } from './depth.ts'

const policy = (slug: string, depth: object) => ({ slug, data: policySchema.parse({ ...complete.policies, ...depth }) })
const step = (title: string, more: object = {}) => ({ title, text: '这样做。', ...more })
const titleOf = (collection: string, slug: string) => `${collection} ${slug}`

test('steps joined by 和 or 或 are one step of the way', () => {
  const steps = [step('一'), step('二', { join: '或' }), step('三', { join: '或', need: '可不做' }), step('四'), step('五', { join: '和' })]
  const view = depthOf(policy('a', { steps }), [], titleOf)
  expect(view.steps.map((parts) => parts.map(({ title, join, optional }) => [title, join, optional]))).toEqual([
    [
      ['一', undefined, false],
      ['二', '或', false],
      ['三', '或', true],
    ],
    [
      ['四', undefined, false],
      ['五', '和', false],
    ],
  ])
})

test('a step leads to the policy, the place and the activity it names, a question to its session', () => {
  const view = depthOf(policy('a', completeDepth), [], titleOf)
  expect(view.steps[0]?.[0]?.links).toEqual([
    { href: '/policies/old/', word: 'policies old' },
    { href: '/places/service-center/', word: 'places service-center' },
    { href: '/activities/liang-xueya/', word: 'activities liang-xueya' },
  ])
  expect(view.questions[0]?.session).toEqual({ href: '/activities/liang-xueya/', word: 'activities liang-xueya' })
  expect(view.places).toEqual([{ href: '/places/recycling-east/', word: 'places recycling-east' }])
})

test('the latest change comes first, on the page of one policy and on that of all', () => {
  const early = { on: '2025-01-01', text: '早的' }
  const late = { on: '2026-09-20', text: '晚的' }
  expect(depthOf(policy('a', { changes: [early, late] }), [], titleOf).changes).toEqual([late, early])
  const all = changesOf([policy('b', { changes: [early] }), policy('a', { changes: [early, late] }), policy('c', { changes: [] })])
  expect(all.map(({ slug, on }) => `${slug} ${on}`)).toEqual(['a 2026-09-20', 'a 2025-01-01', 'b 2025-01-01'])
})

test('the feed tells each change once, by the day from which it counts', () => {
  const changes = changesOf([policy('a', { changes: [{ on: '2026-09-20', text: '租房 & 装修也能取' }] })])
  const site = { name: '梧桐里社区', url: 'https://wutongli.example', time_zone: 'Asia/Shanghai' }
  expect(changesFeed(changes, site)).toBe(
    '<rss version="2.0"><channel><title>梧桐里社区：政策最近的变化</title><link>https://wutongli.example/policies/changes/</link>' +
      '<description>哪天起改了什么，对居民有什么不一样</description><language>zh-CN</language>' +
      '<item><title>居住证怎么办</title><link>https://wutongli.example/policies/a/</link>' +
      '<guid isPermaLink="false">https://wutongli.example/policies/a/#changed-2026-09-20</guid>' +
      '<pubDate>Sat, 19 Sep 2026 16:00:00 GMT</pubDate><description>租房 &amp; 装修也能取</description></item></channel></rss>',
  )
})
