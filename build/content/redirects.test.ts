import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { checkContent } from './check.ts'
import { communityWith, problemsWith } from './fixture.ts'

const problemsOf = (...redirects: { from: unknown; to: unknown }[]) => problemsWith({ 'content/redirects.yml': stringify({ redirects }) })

test('a page that has moved leads to the one there is, a list or a page of its own', () => {
  const redirects = [
    { from: '/policies/zanzhuzheng/', to: '/policies/juzhuzheng/' },
    { from: '/activities/xueya/', to: '/activities/liang-xueya/' },
    { from: '/contact/', to: '/about/' },
    { from: '/policies/guonian/', to: '/policies/' },
    { from: '/news/', to: '/policies/changes/' },
  ]
  const { content, problems } = checkContent(communityWith({ 'content/redirects.yml': stringify({ redirects }) }))
  expect(problems).toEqual([])
  expect(content?.redirects).toEqual(redirects)
})

test('without the file nothing has moved', () => {
  expect(checkContent(communityWith()).content?.redirects).toEqual([])
})

test.each([
  [
    'a page that is there',
    [{ from: '/policies/old/', to: '/policies/juzhuzheng/' }],
    'redirects 第 1 条 from（老网址）写的“/policies/old/”现在有一页，居民就到不了那一页了。请删掉这一条，或者先把那一页改名。',
  ],
  [
    'a list of the site',
    [{ from: '/policies/a-z/', to: '/policies/juzhuzheng/' }],
    'redirects 第 1 条 from（老网址）写的“/policies/a-z/”现在有一页，居民就到不了那一页了。请删掉这一条，或者先把那一页改名。',
  ],
  [
    'no page',
    [{ from: '/policies/gone/', to: '/policies/nowhere/' }],
    'redirects 第 1 条 to（新网址）写的“/policies/nowhere/”没有这一页。请写现在有的一页的网址。',
  ],
  [
    'what has no page of its own',
    [{ from: '/policies/gone/', to: '/alerts/tingshui/' }],
    'redirects 第 1 条 to（新网址）写的“/alerts/tingshui/”没有这一页。请写现在有的一页的网址。',
  ],
  [
    'another moved address',
    [
      { from: '/policies/first/', to: '/policies/second/' },
      { from: '/policies/second/', to: '/policies/juzhuzheng/' },
    ],
    'redirects 第 1 条 to（新网址）写的“/policies/second/”自己也是老网址。请直接写最后到的那一页。',
  ],
  [
    'itself',
    [{ from: '/policies/first/', to: '/policies/first/' }],
    'redirects 第 1 条 to（新网址）写的“/policies/first/”自己也是老网址。请直接写最后到的那一页。',
  ],
  [
    'two addresses',
    [
      { from: '/policies/first/', to: '/policies/juzhuzheng/' },
      { from: '/policies/first/', to: '/policies/old/' },
    ],
    'redirects 第 2 条 from（老网址）写的“/policies/first/”在第 1 条写过了。请只留一条。',
  ],
  [
    'another site',
    [{ from: '/policies/first/', to: 'https://example.org/' }],
    'redirects 第 1 条 to（新网址）“https://example.org/”不像本站一页的网址。请写现在的网址，前后都有“/”，例如“/policies/juzhuzheng/”。',
  ],
])('an address that leads from or to %s is told', (_, redirects, sentence) => {
  expect(problemsOf(...redirects)).toEqual([`content/redirects.yml：${sentence}`])
})

test('two addresses that lead to each other are both told', () => {
  const there = { from: '/policies/first/', to: '/policies/second/' }
  expect(problemsOf(there, { from: there.to, to: there.from })).toHaveLength(2)
})
