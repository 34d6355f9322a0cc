import { Hono } from 'hono'
import { beforeEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../tests/support/catalogue.ts'
import { policiesOnTheDay } from './policies.ts'

const row = (slug: string, word = '') =>
  `<li> <a class="whole" href="/policies/${slug}/">${slug}</a>${word} <p class="small">又叫</p> </li>`
const soon = ' <b class="tag">将于2027年1月1日施行</b>'
const rows = `<h2>养老</h2><ul class="rows">${row('old')}${row('new', soon)}${row('plain')}</ul><h2>个税</h2><ul class="rows"> ${row('old')} </ul>`
const page = (slug: string, notice = '') => `<h1>${slug}</h1> ${notice}<p class="answer">答案</p><ul class="rows">${row('old')}</ul>`
const waiting = '<p class="standing"><b class="tag"><svg class="icon"></svg>还没施行</b> 将于2027年1月1日施行，现在还不能办。</p>'
const item = (slug: string) => `<item><title>${slug}</title><link>https://a.example/policies/${slug}/</link></item>`

const sheet = (standing: string, text: string) =>
  `<article class="paper in-22pt"> <h1>纸</h1> ${standing}<p>答案</p></article><pre class="copyable">【纸】答案\n${text}电话：1\n详情：2</pre>`
const filler = '办'.repeat(280)

const written: Record<string, string> = {
  '/': rows,
  '/policies/': rows,
  '/policies/old/': page('old'),
  '/policies/new/': page('new', waiting),
  '/policies/plain/': page('plain'),
  '/policies/other/': page('other'),
  '/policies/reviewed/': page('reviewed'),
  '/policies/old/sheet/': sheet('', `${filler}\n`),
  '/policies/new/sheet/': sheet('<p class="paper-standing">还没施行：以后。</p> ', '还没施行：以后。\n带什么：证\n'),
  '/activities/talk/': page('talk'),
  '/rss.xml': `<rss>${item('old')}${item('new')}</rss>`,
}

const catalogue = {
  ...sampleCatalogue(),
  built_on: '2026-10-31',
  dated_policies: {
    old: {
      effective_from: '2026-01-01',
      expires_on: '2026-12-31',
      replaced_by: { title: '新<办法>', document_number: '〔2026〕9号', policy: 'new' },
      review_due_on: '2027-11-01',
      named_at: ['/policies/plain/', '/activities/talk/'],
    },
    new: { effective_from: '2027-01-01', review_due_on: '2027-11-01', named_at: [] },
    reviewed: { effective_from: '2020-01-01', review_due_on: '2026-12-31', named_at: [] },
  },
}

let now: number
let asked: (string | undefined)[]
let front: Hono
beforeEach(() => {
  asked = []
  const host = { now: () => now } as Parameters<typeof policiesOnTheDay>[0]
  front = new Hono().use(policiesOnTheDay(host, catalogue)).get('*', (c) => {
    asked.push(c.req.header('if-none-match'))
    const { path } = c.req
    const text = written[path.endsWith('.xml') ? path : `${path.replace(/index.html$/, '').replace(/\/?$/, '/')}`.replace('%6f', 'o')]
    return text ? c.html(text, 200, { etag: '"1"' }) : c.notFound()
  })
})

const get = (path: string, day: string, time = '00:00:00') => {
  now = Date.parse(`${day}T${time}+08:00`)
  return front.request(path, { headers: { 'accept-encoding': 'br', 'if-none-match': '"1"' } })
}
const text = async (path: string, day: string, time?: string) => (await get(path, day, time)).text()
const lastSecond = ['2026-12-31', '23:59:59'] as const
const nextDay = '2027-01-01'

describe('up to the last second of the last day', () => {
  test.each(['/', '/policies/plain/', '/policies/new/', '/activities/talk/', '/rss.xml', '/policies/reviewed/'])(
    '%s goes out as it lies',
    async (path) => {
      const answer = await get(path, ...lastSecond)
      expect(await answer.text()).toBe(written[path])
      expect(answer.headers.get('etag')).toBe('"1"')
      expect(asked).toEqual(['"1"'])
    },
  )

  test('a page says that its policy ends', async () => {
    expect(await text('/policies/old/', ...lastSecond)).toContain(
      '快要失效</b> 有效到2026年12月31日，要办请抓紧。以后看《新&lt;办法&gt;》。',
    )
  })
})

describe('on the day after', () => {
  test('the page says that it has ended and what replaced it, is whole, and is not the version a reader has kept', async () => {
    const answer = await get('/policies/old/', nextDay)
    const html = await answer.text()
    expect([answer.status, answer.headers.get('etag'), asked]).toEqual([200, null, [undefined]])
    expect(html).toMatch(
      /^<h1>old<\/h1> <p class="standing urgent"><b class="tag"><svg.*<\/svg>已失效<\/b> 这项规定已失效（有效到2026年12月31日），已被《新&lt;办法&gt;》（〔2026〕9号）替代。 <a href="\/policies\/new\/">看新规定<\/a><\/p><p class="answer">/,
    )
  })

  test('the page of what has come into force says nothing any more', async () => {
    expect(await text('/policies/new/', nextDay)).toBe(page('new'))
  })

  test.each(['/', '/policies/', '/policies'])('%s leaves out what has ended, and what has begun is plain', async (path) => {
    expect(await text(path, nextDay)).toBe(
      `<h2>养老</h2><ul class="rows">${row('new')}${row('plain')}</ul><h2>个税</h2><p>现在没有在用的规定。</p>`,
    )
  })

  test.each(['/policies/plain/', '/activities/talk/'])('%s, which names it by hand, says so', async (path) => {
    expect(await text(path, nextDay)).toContain('<a class="whole" href="/policies/old/">old</a> <b class="tag urgent">已失效</b> <p')
  })

  test('its sheet and its text for the group say so, and the text is no longer than one may be', async () => {
    const sentence = '已失效：别再照这张办。新的规定是《新&lt;办法&gt;》。'
    expect(await text('/policies/old/sheet/', nextDay)).toBe(
      sheet('', `${sentence}\n`).replace('</h1>', `</h1><p class="paper-standing">${sentence}</p>`),
    )
    expect(await text('/policies/new/sheet/', nextDay)).toBe(sheet('', '带什么：证\n'))
  })

  test('the feed leaves it out', async () => {
    expect(await text('/rss.xml', nextDay)).toBe(`<rss>${item('new')}</rss>`)
  })

  test('a page whose review is overdue says so', async () => {
    expect(await text('/policies/reviewed/', nextDay)).toContain('核对过期</b> 这一页最晚该在2026年12月31日照原文再核对一次')
  })

  test.each(['/policies/old', '/policies/old/index.html', '/policies/%6fld/'])('%s is the same page', async (path) => {
    expect(await text(path, nextDay)).toContain('已失效')
  })

  test.each(['/policies/other/', '/activities/'])('%s, where nothing has changed, costs nothing more', async (path) => {
    expect(await text(path, nextDay)).toBe(written[path] ?? '404 Not Found')
    expect(asked).toEqual(['"1"'])
  })
})
