import { describe, expect, test } from 'vitest'
import { hostNames } from '../support/build.ts'
import { useSite } from '../support/hosts.ts'

/** An invented rule of the sample community, in force to the end of 2026, and the one that follows it. */
const old = '/policies/jiaqi-tuoguan-2026/'
const successor = '/policies/jiaqi-tuoguan-2027/'
const lists = ['/policies/', '/policies/a-z/', '/policies/topic/family/', '/policies/audience/families/']
/** To be compared with its source again by 11 May 2027. */
const reviewed = '/policies/lingwei-jiuye-shebao/'
const begins = '将于2027年1月1日施行'

/** The site is built for 23 November 2026 and runs on, as one that nobody builds anew. */
describe.each(hostNames)('on %s, a site built in November', (name) => {
  const lastSecond = useSite(name, { now: '2026-12-31T23:59:59+08:00' })
  const firstSecond = useSite(name, { now: '2027-01-01T00:00:00+08:00' })

  const read = async (url: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(url, { headers })
    return { status: answer.status, etag: answer.headers.get('etag'), text: await answer.text() }
  }
  const both = async (path: string) => [await read(lastSecond().url + path), await read(firstSecond().url + path)] as const
  const rowsOf = (html: string, path: string) => html.split('<li>').filter((row) => row.includes(`class="whole" href="${path}"`))

  test('a policy is in force to the last second of its last day; its page stays, says that it has ended, and leads on', async () => {
    const [before, after] = await both(old)
    expect([before.status, after.status]).toEqual([200, 200])
    expect(before.text).toContain('快要失效</b> 有效到2026年12月31日，要办请抓紧。')
    expect(before.text).not.toContain('已失效</b>')
    expect(after.text).toContain('已失效</b> 这项规定已失效（有效到2026年12月31日），已被《临江街道假期托管班2027年收费办法（示例虚构）》')
    expect(after.text).toContain(`<a href="${successor}">看新规定</a>`)
    expect(after.text).not.toContain('快要失效')
  })

  test('what is to come says from when, and says nothing from that day on', async () => {
    const [before, after] = await both(successor)
    expect(before.text).toContain(`还没施行</b> ${begins}，现在还不能办。`)
    expect(after.text).not.toContain('class="standing')
    expect(rowsOf(before.text, old)[0]).not.toContain('已失效')
    expect(rowsOf(after.text, old)[0]).toContain('<b class="tag urgent">已失效</b>')
  })

  test.each(lists)('%s leaves out what has ended and no longer marks what has begun', async (path) => {
    const [before, after] = await both(path)
    expect(rowsOf(before.text, old).length).toBeGreaterThan(0)
    expect(rowsOf(before.text, successor).every((row) => row.includes(begins))).toBe(true)
    expect(rowsOf(after.text, old)).toEqual([])
    expect(rowsOf(after.text, successor)).toHaveLength(rowsOf(before.text, successor).length)
    expect(after.text).not.toContain(begins)
    expect(after.text.trimEnd().endsWith('</html>')).toBe(true)
  })

  test('the feed leaves it out, the search too unless asked, and the site map keeps its page', async () => {
    const [feedBefore, feedAfter] = await both('/rss.xml')
    expect([feedBefore.text.includes(old), feedAfter.text.includes(old), feedAfter.text.includes(successor)]).toEqual([true, false, true])
    const [foundBefore, foundAfter] = await both(`/search/?${new URLSearchParams({ q: '假期托管收费' })}`)
    expect([rowsOf(foundBefore.text, old).length, rowsOf(foundAfter.text, old).length]).toEqual([1, 0])
    expect((await read(`${firstSecond().url}/search/?${new URLSearchParams({ q: '假期托管收费', ended: '1' })}`)).text).toContain(old)
    expect((await read(`${firstSecond().url}/sitemap.xml`)).text).toContain(old)
  })

  test('who kept yesterday’s list is not told that it is still the same, packed or not', async () => {
    for (const packing of ['identity', 'gzip', 'br, gzip']) {
      const packed = { 'accept-encoding': packing }
      const { etag } = await read(`${lastSecond().url}/policies/`, packed)
      const kept = { ...packed, 'if-none-match': etag ?? 'there is none' }
      if (name === 'node') expect((await read(`${lastSecond().url}/policies/`, kept)).status).toBe(304)
      const fresh = await read(`${firstSecond().url}/policies/`, kept)
      expect([fresh.status, rowsOf(fresh.text, old).length]).toEqual([200, 0])
    }
  })

  test('the sheet to print and the text for the group say so', async () => {
    const [before, after] = await both(`${old}sheet/`)
    expect(before.text).toContain('<p class="paper-standing">快要失效：有效到2026年12月31日')
    expect(after.text.match(/已失效：别再照这张办。/g)).toHaveLength(2)
    expect(after.text).not.toContain('快要失效')
  })

  test('长辈版 is the same page', async () => {
    const { text } = await read(`${firstSecond().url}${old}?elder=1`)
    expect(text).toContain('data-reading="elder"')
    expect(text).toContain('已失效</b>')
  })
})

describe.each(hostNames)('on %s, a review that nobody made', (name) => {
  const dueDay = useSite(name, { now: '2027-05-11T23:59:59+08:00' })
  const dayAfter = useSite(name, { now: '2027-05-12T00:00:00+08:00' })
  const text = async (url: string) => (await fetch(url)).text()

  test('is said on the page from the day after it was due', async () => {
    expect(await text(dueDay().url + reviewed)).not.toContain('核对过期')
    expect(await text(dayAfter().url + reviewed)).toContain('核对过期</b> 这一页最晚该在2027年5月11日照原文再核对一次，还没有核对。')
  })

  test('is in the list for programs and on the page for editors, the longest overdue first', async () => {
    const rows = async (url: string) => (await (await fetch(`${url}/reviews.json`)).json()) as { slug: string; overdue_days: number }[]
    const of = async (url: string) => (await rows(url)).find(({ slug }) => reviewed.includes(slug))?.overdue_days
    expect([await of(dueDay().url), await of(dayAfter().url)]).toEqual([0, 1])
    expect((await rows(dayAfter().url))[0]).toMatchObject({ slug: 'jiating-yisheng', due_on: '2026-10-20', overdue_days: 204 })
    const page = await text(`${dayAfter().url}/reviews/`)
    expect(page).toContain('<meta name="robots" content="noindex">')
    expect(page.indexOf('jiating-yisheng')).toBeLessThan(page.indexOf('lingwei-jiuye-shebao'))
    expect(page).toContain('2027年5月11日到期，过了 1 天')
  })
})
