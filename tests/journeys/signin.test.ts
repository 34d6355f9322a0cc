import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings, contrastOnly, everyRule } from '../support/axe.ts'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { testNow } from '../support/catalogue.ts'
import { clippedThings } from '../support/clipping.ts'
import { useSite } from '../support/hosts.ts'
import { appCode } from '../support/signin.ts'
import { printSlips, type Slips } from '../support/signin-people.ts'

const step = 30_000
const send = (page: Page, action: string) => page.locator(`form[action="${action}"] [type=submit]`).click()

/** What people who are signed in look at is held to what every other page is. */
const expectReadable = async (page: Page) => {
  for (const width of [320, 414]) {
    await page.setViewportSize({ width, height: 740 })
    expect(await page.evaluate(clippedThings)).toEqual([])
  }
  expect(await axeFindings(page, everyRule)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await axeFindings(page, contrastOnly)).toEqual([])
  await page.emulateMedia({ colorScheme: 'light' })
}

const useSlip = async (page: Page, url: string, slip: string) => {
  await page.goto(`${url}/signin/`)
  await page.fill('[name=code]', slip)
  await send(page, '/signin/')
}

describe.each(hostNames)('on %s', (name) => {
  let slips: Slips = { residents: [], staff: [] }
  const site = useSite(name, {
    env: { MULIN_SMS: 'console' },
    prepare: async (client) => {
      slips = await printSlips(client, 7)
    },
  })
  const browser = useBrowser()
  const residentAt = (place: number) => slips.residents[place] ?? { phone: '', slip: '' }
  const staffAt = (place: number) => slips.staff[place] ?? { first: '', later: '' }

  describe.each([
    { script: 'with script', javaScriptEnabled: true, from: 0 },
    { script: 'without script', javaScriptEnabled: false, from: 2 },
  ])('$script', ({ javaScriptEnabled, from }) => {
    const asSomebody = (act: (page: Page, context: BrowserContext) => Promise<void>) =>
      asVisitor(browser(), { javaScriptEnabled }, async (context) => act(await context.newPage(), context))

    test('a slip typed by hand signs a resident in, once, and leaving signs out', async () => {
      const { slip } = residentAt(from)
      await asSomebody(async (page) => {
        await useSlip(page, site().url, `${slip.slice(0, 4)}-${slip.slice(4)}`.toLowerCase())
        await page.waitForURL('**/me/**')
        await page.goto(`${site().url}/signin/`)
        expect(await page.locator('.notice').first().textContent()).toContain('这台设备已经登录了。')
        await send(page, '/signin/leave/')
        expect(await page.locator('.notice').first().textContent()).toContain('已经退出登录。')
        await useSlip(page, site().url, slip)
        expect(await page.locator('.error-summary').textContent()).toContain('这个登录码不能用')
        expect(await page.inputValue('[name=code]')).toBe(slip)
        expect(page.url()).not.toContain(slip)
      })
    })

    test('a message the console shows signs a resident in', async () => {
      const { phone } = residentAt(from + 1)
      await asSomebody(async (page) => {
        await page.goto(`${site().url}/signin/`)
        await page.fill('[name=phone]', phone)
        await send(page, '/signin/messages/')
        await page.waitForURL('**/signin/digits/**')
        expect(await page.locator('main').textContent()).toContain(`${phone.slice(0, 3)}****${phone.slice(-4)}`)
        const said = new RegExp(`\\*\\*\\*\\*${phone.slice(-4)} 的验证码是 (\\d{6})`)
        await expect.poll(() => site().stdout(), { timeout: 10_000 }).toMatch(said)
        await page.fill('[name=digits]', said.exec(site().stdout())?.[1] ?? '')
        await send(page, '/signin/digits/')
        await page.waitForURL('**/me/**')
      })
    })

    test('staff set up an app the first time and use it later', async () => {
      const { first, later } = staffAt(from)
      await asSomebody(async (page, context) => {
        await useSlip(page, site().url, first)
        await page.waitForURL('**/staff/second-factor/**')
        const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
        await page.fill('[name=totp]', appCode(secret, testNow))
        await page.locator('form:has([name=totp]) [type=submit]').click()
        await page.waitForURL('**/desk/**')

        await context.clearCookies()
        await useSlip(page, site().url, later)
        await page.waitForURL('**/staff/verify/**')
        await page.fill('[name=totp]', appCode(secret, testNow))
        await page.locator('form:has([name=totp]) [type=submit]').click()
        expect(await page.locator('.error-summary').textContent()).toContain('没有验证成功。')
        await page.fill('[name=totp]', appCode(secret, testNow + step))
        await page.locator('form:has([name=totp]) [type=submit]').click()
        await page.waitForURL('**/desk/**')
      })
    })
  })

  test("a slip's QR code fills the field, and its code leaves the address", async () => {
    await asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      await page.goto(`${site().url}/signin/#ABCD2345`)
      await expect.poll(() => page.inputValue('[name=code]'), { timeout: 10_000 }).toBe('ABCD-2345')
      expect(page.url()).toBe(`${site().url}/signin/`)
    })
  })

  test.each(['', '?elder=1'])('every page of the way in can be read, by day and in the dark %s', async (query) => {
    await asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      const { first, later } = staffAt(query ? 6 : 5)
      await page.goto(`${site().url}/${query}`)
      await page.goto(`${site().url}/signin/`)
      await expectReadable(page)
      await page.fill('[name=phone]', '123')
      await send(page, '/signin/messages/')
      await page.locator('.error-summary').waitFor()
      await expectReadable(page)
      await page.fill('[name=phone]', residentAt(query ? 6 : 5).phone)
      await send(page, '/signin/messages/')
      await page.waitForURL('**/signin/digits/**')
      await expectReadable(page)
      await useSlip(page, site().url, first)
      await page.waitForURL('**/staff/second-factor/**')
      await expectReadable(page)
      const secret = ((await page.locator('.secret').textContent()) ?? '').replaceAll(' ', '')
      await page.fill('[name=totp]', appCode(secret, testNow))
      await page.locator('form:has([name=totp]) [type=submit]').click()
      await page.waitForURL('**/desk/**')
      await useSlip(page, site().url, later)
      await page.waitForURL('**/staff/verify/**')
      await page.locator('form:has([name=totp]) [type=submit]').click()
      await page.locator('.error-summary').waitFor()
      await expectReadable(page)
    })
  })

  test('a passkey lets staff in where the browser has them', async () => {
    const { first, later } = staffAt(4)
    // A passkey belongs to a name; an address of numbers has none.
    const url = site().url.replace('127.0.0.1', 'localhost')
    await asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      const cdp = await context.newCDPSession(page)
      await cdp.send('WebAuthn.enable')
      const kind = {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
      } as const
      await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { ...kind, automaticPresenceSimulation: true } })
      for (const [slip, act] of [
        [first, 'create'],
        [later, 'use'],
      ] as const) {
        await context.clearCookies()
        await useSlip(page, url, slip)
        await page.locator(`form[data-passkey=${act}] [type=submit]`).click()
        await page.waitForURL('**/desk/**')
      }
    })
  })

  test('no code, number or name is in what the site wrote down', () => {
    const lines = site()
      .stdout()
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .join('\n')
    expect(lines).toContain('/signin')
    for (const { phone, slip } of slips.residents) for (const secret of [phone, slip]) expect(lines).not.toContain(secret)
    expect(lines).not.toMatch(/居民\d|窗口\d|验证码/)
  })
})
