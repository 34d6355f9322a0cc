import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { asVisitor, main, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { signedIn } from '../support/desk-browser.ts'
import { useSite } from '../support/hosts.ts'
import { asStaff, resident } from '../support/people.ts'
import { registerOf } from '../support/signin-people.ts'

const signup = '/desk/activities/fangzha-qingjingju/2026-12-05/signup/'

/** An elder without a phone for each way of reading. */
const elders = [
  { name: '沈玉兰', room: '801' },
  { name: '沈桂英', room: '802' },
]

describe.each(hostNames)('on %s', (name) => {
  const sessions: Record<string, { cookie: string }> = {}
  const ids: string[] = []
  const site = useSite(name, {
    prepare: async (client) => {
      const register = registerOf(client)
      sessions['desk'] = (await asStaff(register, { role: 'desk', name: '钱芳' })).headers
      sessions['steward'] = (await asStaff(register, { role: 'steward', name: '周明' })).headers
      sessions['worker'] = (await asStaff(register, { role: 'grid_worker', scope: 'g2', name: '李强' })).headers
      for (const { name, room } of elders) ids.push((await resident(register, { door: ['3', '2', room], name, relation: 'head' })).id)
    },
  })
  const browser = useBrowser()

  describe.each([
    { script: 'with script', javaScriptEnabled: true, place: 0 },
    { script: 'without script', javaScriptEnabled: false, place: 1 },
  ])('$script', ({ javaScriptEnabled, place }) => {
    const elder = elders[place] ?? { name: '', room: '' }
    const as = (who: string | null, act: (page: Page) => Promise<void>) =>
      asVisitor(browser(), { javaScriptEnabled }, async (context) => {
        const session = who && sessions[who]
        if (session) await signedIn(context, site().url, session)
        await act(await context.newPage())
      })
    const find = async (page: Page) => {
      await page.goto(`${site().url}/desk/households/`)
      await page.locator('[name=sought]:focus').waitFor()
      await page.keyboard.type(`3-2-${elder.room}`)
      await page.keyboard.press('Enter')
    }

    test('a slip printed at the desk signs its resident in on a phone', () =>
      as('desk', async (desk) => {
        await find(desk)
        await desk.getByRole('button', { name: '打印登录纸条' }).click()
        expect(await desk.locator('.slip h2').textContent()).toBe(`${elder.name}的登录码`)
        const code = (await desk.locator('.slip .code').textContent()) ?? ''
        await as(null, async (phone) => {
          await phone.goto(`${site().url}/signin/`)
          await phone.fill('[name=code]', code)
          await phone.locator('form[action="/signin/"] [type=submit]').click()
          await phone.waitForURL('**/me/**')
          expect(await phone.locator('h1').textContent()).toBe(`${elder.name}，您好`)
        })
      }))

    test('an elder who has no phone is signed up at the desk, and the audit log shows by whom and for whom', async () => {
      await as('desk', async (page) => {
        await page.goto(site().url + signup)
        await page.locator('[name=sought]:focus').waitFor()
        await page.keyboard.type(`3-2-${elder.room}`)
        await page.keyboard.press('Enter')
        await page.locator('[name=for]:focus').waitFor()
        await page.keyboard.press('Enter')
        await page.locator('.done .code').waitFor()
        await page.locator('.done a[href^="/desk/signups/"]').click()
        expect(await page.locator('.receipt').textContent()).toContain(`工作人员钱芳替${elder.name}报名`)
      })
      await as('steward', async (page) => {
        await page.goto(`${site().url}/desk/audit/`)
        await page.selectOption('[name=act]', 'signup.take')
        await page.fill('[name=subject]', ids[place] ?? '')
        await page.locator('form.search [type=submit]').click()
        await page.waitForURL('**act=signup.take**')
        const line = page.locator('.list tbody tr')
        expect(await line.count()).toBe(1)
        expect(await line.locator('td').allTextContents()).toEqual([
          '11月23日（周一） 9:00',
          '钱芳',
          '替人报名：fangzha-qingjingju/2026-12-05',
          `居民 ${ids[place]?.slice(0, 8)}`,
        ])
        expect(await main(page)).not.toContain(elder.name)
      })
    })

    test('a grid worker of another grid is told that there is no such household, by its door and by its address', async () => {
      let home = ''
      await as('desk', async (page) => {
        await find(page)
        await page.waitForURL(/\/desk\/households\/[0-9a-f-]{36}\/$/)
        home = page.url()
      })
      await as('worker', async (page) => {
        await find(page)
        await page.locator('.error-summary').waitFor()
        expect(await main(page)).toContain(`3栋2单元${elder.room} 还没有登记。请核对门牌。`)
        expect((await page.goto(home))?.status()).toBe(404)
        expect(await main(page)).toContain('没有找到这一户。请重新找一次。')
      })
    })
  })
})
