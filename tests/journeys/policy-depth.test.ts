import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings, everyRule } from '../support/axe.ts'
import { asVisitor, main, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { clippedThings } from '../support/clipping.ts'
import { signedIn } from '../support/desk-browser.ts'
import { useSite } from '../support/hosts.ts'
import { asStaff } from '../support/people.ts'
import { registerOf } from '../support/signin-people.ts'

const policy = '/policies/changqi-huli-baoxian/'
const moved = '/policies/zhuanxiang-kouchu/'
const movedTo = '/policies/zhuanxiang-fujia-kouchu/'
const phone = '0400-5550100'

describe.each(hostNames)('on %s', (name) => {
  let steward: { cookie: string }
  const site = useSite(name, {
    prepare: async (client) => {
      steward = (await asStaff(registerOf(client), { role: 'steward' })).headers
      await client.execute("INSERT INTO search_miss_texts (mark, text) VALUES ('m', '通下水道')")
      await client.execute("INSERT INTO search_misses (mark, day, device) VALUES ('m', '2026-11-20', 'a'), ('m', '2026-11-21', 'b')")
    },
  })
  const browser = useBrowser()
  const visit = (javaScriptEnabled: boolean, act: (page: Page) => Promise<void>) =>
    asVisitor(browser(), { javaScriptEnabled }, async (context) => act(await context.newPage()))
  const votes = async () => {
    const { rows } = await site().inspect((client) =>
      client.execute('SELECT page, helpful, times FROM page_feedback ORDER BY page, helpful'),
    )
    return rows.map(({ page, helpful, times }) => `${page} ${helpful} ${times}`)
  }

  test('a policy leads through its steps to the window, the session and back', () =>
    visit(false, async (page) => {
      await page.goto(site().url + policy)
      const steps = page.locator('ol > li', { has: page.locator('h3') })
      expect(await steps.count()).toBe(6)
      expect(await steps.nth(2).textContent()).toMatch(/家里人到窗口申请.*或者.*在医保App里申请.*或者.*打社区电话/s)
      expect(await main(page)).toContain('2026年10月10日在政策讲堂上问的，社区养老专员（示例虚构）答')
      await page.locator('main p a', { hasText: '政策讲堂' }).click()
      expect(new URL(page.url()).pathname).toBe('/activities/zhengce-jiangtang/')
      await page.locator('main .rows a', { hasText: '长期护理保险' }).click()
      expect(new URL(page.url()).pathname).toBe(policy)
      await page.locator('main a', { hasText: '最近的变化' }).click()
      expect(await main(page)).toContain('2026年3月25日：中办、国办公布意见')
    }))

  test('who says 没用 is told whom to ring, and may think again; a steward sees the count and nobody', async () => {
    await visit(false, async (page) => {
      await page.goto(site().url + policy)
      await page.locator('#helpful button', { hasText: '没用' }).click()
      expect(new URL(page.url()).pathname).toBe(`${policy}feedback/`)
      expect(await page.locator('h1').textContent()).toBe('谢谢，记下了')
      expect(await page.locator(`main a[href="tel:${phone}"]`).count()).toBe(1)
      expect(await page.locator('main input:not([type=hidden]), main textarea').count()).toBe(0)
      await page.locator('#helpful button', { hasText: '有用' }).click()
      expect(await main(page)).toContain('您说《长期护理保险：失能了谁来帮着付》有用。')
    })
    expect(await votes()).toEqual(['changqi-huli-baoxian 0 0', 'changqi-huli-baoxian 1 1'])
    await asVisitor(browser(), {}, async (context) => {
      await signedIn(context, site().url, steward)
      const page = await context.newPage()
      for (const [address, told] of [
        ['/desk/feedback/', '长期护理保险：失能了谁来帮着付'],
        ['/desk/searches/', '通下水道搜过2次2026年11月21日'],
      ] as const) {
        await page.goto(site().url + address)
        expect((await main(page)).replace(/\s+/g, '')).toContain(told)
        expect(await axeFindings(page, everyRule)).toEqual([])
        expect(await page.evaluate(clippedThings)).toEqual([])
      }
    })
  })

  test.each([
    '/activities/fangzha-qingjingju/2026-12-05/signup/',
    '/signups/',
    '/signin/',
    '/checkers/gaoling-jintie/',
    '/rewards/xiyiye/',
  ])('nobody is asked at %s, where they came for something else', async (address) => {
    const html = await (await fetch(site().url + address)).text()
    expect(html).toContain('</main>')
    expect(html).not.toContain('这页有用吗')
  })

  test('a version that is not the page’s is refused on a page that says what to do', async () => {
    const body = new URLSearchParams({ version: 'forged', helpful: 'no' })
    const answer = await fetch(`${site().url + policy}feedback/`, { method: 'POST', body, redirect: 'manual' })
    expect(answer.status).toBe(409)
    expect(await answer.text()).toContain('没有记下来：这一页刚改过，您看的是以前的。请再看一眼，再告诉我们。')
    const nowhere = await fetch(`${site().url}/policies/nowhere/feedback/`, { method: 'POST', body })
    expect([nowhere.status, (await nowhere.text()).includes('没有这一篇政策')]).toEqual([404, true])
  })

  test.each([
    ['GET', moved, 301, movedTo],
    ['GET', moved.slice(0, -1), 301, movedTo],
    ['GET', `${moved}?elder=1`, 301, `${movedTo}?elder=1`],
    ['HEAD', moved, 301, movedTo],
    ['POST', `${moved}feedback/`, 308, `${movedTo}feedback/`],
  ])('%s %s is answered with %i to %s', async (method, from, status, to) => {
    const answer = await fetch(site().url + from, { method, redirect: 'manual' })
    expect(answer.status).toBe(status)
    const { pathname, search } = new URL(answer.headers.get('location') ?? '', site().url)
    expect(pathname + search).toBe(to)
  })

  test('what is sent to where the page was arrives', async () => {
    const versions = (await (await fetch(`${site().url}/policies/versions.json`)).json()) as Record<string, { version: string }>
    const body = new URLSearchParams({ version: versions['zhuanxiang-fujia-kouchu']?.version ?? '', helpful: 'yes' })
    const answer = await fetch(`${site().url + moved}feedback/`, { method: 'POST', body })
    expect([answer.status, new URL(answer.url).pathname]).toEqual([200, `${movedTo}feedback/`])
    expect(await votes()).toContain('zhuanxiang-fujia-kouchu 1 1')
  })

  test('the browser tells what found nothing once it has rested, and nothing of what may be a number', async () => {
    await visit(true, async (page) => {
      const told: string[] = []
      page.on('request', (request) => {
        if (request.url().endsWith('/search/misses')) told.push(new URLSearchParams(request.postData() ?? '').get('q') ?? '')
      })
      await page.goto(`${site().url}/search/`)
      for (const text of ['九七三一五七', '火锅底料']) {
        await page.fill('[name=q]', text)
        await page.locator('.count', { hasText: '没有找到' }).waitFor()
        await page.waitForTimeout(4500)
      }
      await expect.poll(() => told, { timeout: 10_000 }).toEqual(['火锅底料'])
      await expect.poll(() => site().stdout(), { timeout: 10_000 }).toContain('"route":"/search/misses","status":204')
    })
    const { rows } = await site().inspect((client) => client.execute("SELECT mark FROM search_misses WHERE mark <> 'm'"))
    expect(rows).toHaveLength(1)
  })
})
