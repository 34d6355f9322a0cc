import { Hono } from 'hono'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { deskPath } from '../../tests/support/desk.ts'
import { asStaff } from '../../tests/support/people.ts'
import { deadDatabase, freshKey } from '../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../tests/support/site.ts'
import { changeNotices } from './changes.ts'

const plain = '<!doctype html><html lang="zh-CN"><body><main id="main"><h1>活动</h1></main></body></html>'

let site: TestSite
let front: Hono
let asked: (string | undefined)[]
beforeEach(async () => {
  site = await openSite()
  asked = []
  front = new Hono().use(changeNotices(site.host, site.state.catalogue)).get('*', (c) => {
    asked.push(c.req.header('accept-encoding'))
    return c.html(plain, 200, { etag: '"1"' })
  })
})
afterEach(() => site.close())

const change = async (fields: Record<string, string>) => {
  const { headers } = await asStaff(site, { role: 'desk' })
  const answer = await site.postForm(
    `${deskPath}change/`,
    { kind: 'cancelled', reason: '下雨 <b>&', request_key: freshKey(), ...fields },
    headers,
  )
  expect(answer.status).toBe(303)
}
const get = (path: string) => front.request(path, { headers: { 'accept-encoding': 'br', 'if-none-match': '"1"' } })
const cancelled =
  '<main id="main"><section class="changes" aria-label="刚刚有变动"><p><b>刚刚有变动</b></p><ul><li><a href="/activities/tea/">周末茶话会</a>：11月28日（周六）14:00这一场停办，不用来了。原因：下雨 &lt;b&gt;&amp;。</li></ul><p>有事请打电话 <a href="tel:0400-5550100">0400-5550100</a>。</p></section><h1>'

describe('what the desk has changed', () => {
  test.each([
    '/',
    '/activities/',
    '/activities/tea/',
    '/activities/tea/sheet/',
    '/activities/month/2026-11/',
    '/activities/month/2026-11/poster/',
    '/activities/kind/culture/',
    '/activities/kind/culture/month/2026-11/',
  ])('stands at once at the top of %s, with its reason as text', async (path) => {
    await change({})
    const page = await get(path)
    expect(await page.text()).toContain(cancelled)
    expect(page.headers.get('etag')).toBeNull()
    expect(asked).toEqual([undefined])
  })

  test.each([
    '/policies/',
    '/activities/walk/',
    '/activities/walk/sheet/',
    '/activities/archive/',
    '/activities/tea/2026-11-28/signup/',
    '/about/',
  ])('does not stand on %s, which goes out as it lies', async (path) => {
    await change({})
    const page = await get(path)
    expect(await page.text()).toBe(plain)
    expect(page.headers.get('etag')).toBe('"1"')
    expect(asked).toEqual(['br'])
  })

  test('says where it has gone', async () => {
    await change({ kind: 'moved', day: '2026-11-29', time: '15:00', reason: '停电' })
    expect(await (await get('/')).text()).toContain(
      '：11月28日（周六）14:00这一场改到11月29日（周日）15:00，已经报名的不用重报。原因：停电。</li>',
    )
  })

  test('goes away when it is restored, or when its day is over', async () => {
    await change({})
    site.state.now = Date.parse('2026-11-28T15:29:59+08:00')
    expect(await (await get('/')).text()).toContain('刚刚有变动')
    site.state.now += 1000
    expect(await (await get('/')).text()).toBe(plain)
    site.state.now = Date.parse('2026-11-24T09:00:00+08:00')
    await change({ kind: 'restored', reason: '天晴了' })
    expect(await (await get('/')).text()).toBe(plain)
  })
})

describe('a file written before', () => {
  const files: Record<string, string> = {
    '/activities/calendar.ics':
      'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:tea/2026-11-28@wutongli.example.org\r\nDTSTART:20261128T060000Z\r\nSTATUS:CONFIRMED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n',
    '/activities/tea.txt': '【周末茶话会】\n9:00\n',
    '/rss.xml':
      '<rss><channel><language>zh-CN</language><item><title>周末茶话会，11月28日</title><guid isPermaLink="false">https://wutongli.example.org/activities/tea/#2026-11-28</guid></item></channel></rss>',
    '/policies/x.txt': '周末茶话会',
  }
  const file = async (path: string) => (await get(path)).text()
  beforeEach(() => {
    front = new Hono()
      .use(changeNotices(site.host, site.state.catalogue))
      .get('*', (c) => c.text(files[c.req.path] ?? '', 200, { etag: '"1"' }))
  })

  test('says what the desk has changed, as a calendar, as a text and as a feed', async () => {
    await change({ kind: 'moved', day: '2026-11-29', time: '15:00', reason: '停电' })
    const told = '周末茶话会：11月28日（周六）14:00这一场改到11月29日（周日）15:00，已经报名的不用重报。原因：停电。'
    expect(await file('/activities/calendar.ics')).toContain('DTSTART:20261129T070000Z\r\n')
    expect(await file('/activities/tea.txt')).toBe(`【刚刚有变动】\n${told}\n\n【周末茶话会】\n9:00\n`)
    expect(await file('/rss.xml')).toMatch(
      new RegExp(
        `^<rss><channel><language>zh-CN</language><item><title>${told}</title>.*#2026-11-28-\\d+</guid>.*</item></channel></rss>$`,
      ),
    )
    expect(await file('/rss.xml')).not.toContain('<title>周末茶话会，')
    expect((await get('/rss.xml')).headers.get('etag')).toBeNull()
  })

  test('goes out as it lies while nothing has changed, and so do others', async () => {
    for (const [path, text] of Object.entries(files)) expect(await file(path)).toBe(text)
    await change({})
    expect(await file('/policies/x.txt')).toBe(files['/policies/x.txt'])
  })
})

test('pages are answered as they are while the database is away', async () => {
  const away = deadDatabase()
  front = new Hono().use(changeNotices({ ...site.host, database: () => away }, site.state.catalogue)).get('*', (c) => c.html(plain))
  expect(await (await get('/')).text()).toBe(plain)
})
