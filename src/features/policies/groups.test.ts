import { expect, test } from 'vitest'
import type { Policy } from '../../content-schemas/policy.ts'
import { policiesByInitial } from './alphabet.ts'
import { policiesByAudience, policiesByTopic } from './groups.ts'

const policy = (slug: string, over: Pick<Policy, 'title' | 'aliases' | 'audiences' | 'topics'>) => ({ slug, data: over as Policy })

const leave = policy('yanchi-tuixiu', {
  title: '延迟退休怎么算',
  aliases: ['晚退休'],
  audiences: ['在职人员', '老年人'],
  topics: ['就业社保'],
})
const care = policy('changhuxian', {
  title: '长期护理保险',
  aliases: ['长护险', '“第六险”'],
  audiences: ['老年人'],
  topics: ['养老助老', '看病医保'],
})
const fraud = policy('fan-zha', { title: '96110 来电要接', aliases: ['反诈', 'APP 骗局'], audiences: ['全体居民'], topics: ['安全防范'] })
const all = [leave, care, fraud]

test('a policy is found under each of its audiences, and everyone’s under its own heading', () => {
  expect(policiesByAudience(all).map(({ key, policies }) => [key, policies.map(({ slug }) => slug)])).toEqual([
    ['everyone', ['fan-zha']],
    ['older-people', ['yanchi-tuixiu', 'changhuxian']],
    ['workers', ['yanchi-tuixiu']],
  ])
})

test('topics come in the order of the vocabulary, without empty ones', () => {
  expect(policiesByTopic(all).map(({ key, word }) => `${key} ${word}`)).toEqual([
    'elder-care 养老助老',
    'health 看病医保',
    'work 就业社保',
    'safety 安全防范',
  ])
})

test('titles and the names residents use stand under their pinyin letter', () => {
  expect(policiesByInitial(all).map(({ initial, entries }) => [initial, entries.map(({ label }) => label)])).toEqual([
    ['A', ['APP 骗局']],
    ['C', ['长护险', '长期护理保险']],
    ['D', ['“第六险”']],
    ['F', ['反诈']],
    ['W', ['晚退休']],
    ['Y', ['延迟退休怎么算']],
    ['#', ['96110 来电要接']],
  ])
})

test('a name that is an alias says of what', () => {
  expect(policiesByInitial([leave])[0]?.entries).toEqual([{ label: '晚退休', slug: 'yanchi-tuixiu', alias_of: '延迟退休怎么算' }])
})

test.each([
  ['重度残疾人护理补贴', 'Z'],
  ['重新登记', 'C'],
  ['调解纠纷', 'T'],
  ['长者饭堂', 'Z'],
  ['长期护理', 'C'],
  ['行政复议', 'X'],
  ['银行卡', 'Y'],
  ['曾用名', 'C'],
  ['女职工产假', 'N'],
  ['居住证', 'J'],
])('%s is under %s although its first character has several readings', (title, initial) => {
  const [group] = policiesByInitial([policy('x', { title, aliases: [], audiences: ['老年人'], topics: ['个税'] })])
  expect(group?.initial).toBe(initial)
})
