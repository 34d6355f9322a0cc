import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings, everyRule } from '../support/axe.ts'
import { asVisitor, main, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { clippedThings } from '../support/clipping.ts'
import { signedIn } from '../support/desk-browser.ts'
import { useSite } from '../support/hosts.ts'
import { prepareRewards } from '../support/rewards-journey.ts'

describe.each(hostNames)('on %s', (name) => {
  let cast: Awaited<ReturnType<typeof prepareRewards>>
  const site = useSite(name, {
    prepare: async (client) => {
      cast = await prepareRewards(client, 3)
    },
  })
  const browser = useBrowser()

  const as = (cookie: { cookie: string }, javaScriptEnabled: boolean, act: (page: Page) => Promise<void>) =>
    asVisitor(browser(), { javaScriptEnabled }, async (context) => {
      await signedIn(context, site().url, cookie)
      await act(await context.newPage())
    })

  const redeem = async (page: Page) => {
    await page.goto(`${site().url}/rewards/lajidai/`)
    await page.getByRole('link', { name: '用积分兑换' }).click()
    await page.getByLabel(/东区回收屋/).check()
    await page.getByRole('button', { name: '下一步' }).click()
    await page.getByRole('button', { name: '确定，用 200 积分兑换' }).click()
    await page.waitForURL('**/me/rewards/?done=redeemed')
    return (await page.locator('.code').first().textContent()) ?? ''
  }

  const typeCode = async (page: Page, code: string) => {
    await page.goto(`${site().url}/desk/redemptions/`)
    await page.locator('[name=code]:focus').waitFor()
    await page.keyboard.type(code)
    await page.keyboard.press('Enter')
  }

  /** Presses what has the focus, as a scanner's Enter would. */
  const enter = async (page: Page) => {
    await page.locator('button:focus').waitFor()
    await page.keyboard.press('Enter')
  }

  describe.each([
    { script: 'with script', javaScriptEnabled: true, run: 0 },
    { script: 'without script', javaScriptEnabled: false, run: 1 },
  ])('$script', ({ javaScriptEnabled, run }) => {
    const me = () => {
      const one = cast.people[run]
      if (!one) throw new Error('nobody takes part')
      return one
    }

    test('points become a code, the code is picked up once, and the household sees both', () =>
      as(me().headers, javaScriptEnabled, async (page) => {
        const code = await redeem(page)
        expect(code).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/)
        expect(await main(page)).toContain('您家现在能用 250 积分')
        expect(await main(page)).toContain('11月30日（周一）当天还能领，过了就退回')
        await as(cast.desk, javaScriptEnabled, async (desk) => {
          await typeCode(desk, code.toLowerCase())
          await desk.locator('.receipt').waitFor()
          expect(await main(desk)).toContain(`1栋1单元${101 + run}`)
          expect(await main(desk)).toContain('王家')
          await enter(desk)
          await desk.locator('.notice').waitFor()
          expect(await main(desk)).toContain(`已核销：厨余垃圾袋一卷（100 只） 1 份，交给 1栋1单元${101 + run} 王家。`)
          expect(await desk.inputValue('[name=code]:focus')).toBe('')
          await typeCode(desk, code)
          await desk.locator('.error-summary').waitFor()
          expect(await main(desk)).toContain('这个码用过了：2026年11月23日（周一）9:00已经核销，东西领走了，不能再领。')
          expect(desk.url()).not.toContain(code.slice(0, 4))
        })
        await page.reload()
        expect(await main(page)).toContain('已经领走')
        expect(await page.locator('.code').count()).toBe(0)
      }))

    test('what was reserved is cancelled before pickup, and the points are back', () =>
      as(me().headers, javaScriptEnabled, async (page) => {
        await redeem(page)
        expect(await main(page)).toContain('您家现在能用 50 积分')
        await page.getByText('不要了，取消').click()
        await page.getByRole('button', { name: '确定取消' }).click()
        await page.waitForURL('**/me/rewards/?done=cancelled')
        expect(await main(page)).toContain('您家现在能用 250 积分')
      }))

    test('a household without a phone redeems at the table, and a wrong hand-out is corrected', () =>
      as(cast.steward, javaScriptEnabled, async (page) => {
        await page.goto(`${site().url}/desk/redemptions/table/`)
        await page.locator('[name=sought]:focus').waitFor()
        await page.keyboard.type(me().phoneless)
        await page.keyboard.press('Enter')
        await page.locator('[value="lajidai/recycling-west"]').check()
        await page.getByRole('button', { name: '换好了，当场交给居民' }).click()
        await page.waitForURL('**/?done=table')
        expect(await main(page)).toContain('已经领走')
        expect(await page.locator('.receipt').textContent()).toContain('钱芳')
        await page.getByText('发错了，更正').click()
        await page.getByLabel('拿错了东西').check()
        await page.getByRole('button', { name: '确定更正' }).click()
        await page.waitForURL('**/?done=corrected')
        expect(await main(page)).toContain('更正好了，积分和东西都退回去了。')
        expect(await page.locator('.receipt').textContent()).toContain('拿错了东西')
      }))

    test('a week has passed: the code is good for nothing, and the household is told', () =>
      as(cast.desk, javaScriptEnabled, async (page) => {
        await typeCode(page, me().late.code)
        await page.locator('.error-summary').waitFor()
        expect(await main(page)).toContain('这次兑换过了领取的日子，积分退回去了。还想要，请重新兑换。')
        await as(me().late.headers, javaScriptEnabled, async (own) => {
          await own.goto(`${site().url}/me/rewards/`)
          expect(await main(own)).toContain('过期退回')
        })
      }))
  })

  const deskPages: [string, (page: Page) => Promise<unknown>][] = [
    ['the code field', (page) => page.goto(`${site().url}/desk/redemptions/`)],
    [
      'a code that is none',
      async (page) => {
        await typeCode(page, '0000')
        await page.locator('.error-summary').waitFor()
      },
    ],
    ['a receipt', (page) => page.goto(`${site().url}/desk/redemptions/late-redemption-101/`)],
    [
      'the table',
      async (page) => {
        await page.goto(`${site().url}/desk/redemptions/table/`)
        await page.locator('[name=sought]:focus').waitFor()
        await page.keyboard.type('2-1-103')
        await page.keyboard.press('Enter')
        await page.locator('[name=choice]').first().waitFor()
      },
    ],
    ['the sheet of the day', (page) => page.goto(`${site().url}/desk/redemptions/day/`)],
    ['the stock', (page) => page.goto(`${site().url}/desk/stock/`)],
    [
      'a delivery sent back',
      async (page) => {
        await page.goto(`${site().url}/desk/stock/`)
        await page.getByRole('button', { name: '记下' }).click()
        await page.locator('.error-summary').waitFor()
      },
    ],
    ['the account', (page) => page.goto(`${site().url}/desk/account/`)],
    ['a published month', (page) => page.goto(`${site().url}/public-account/2026-11/`)],
  ]
  const ownPages: [string, (page: Page) => Promise<unknown>][] = [
    ['choosing a place', (page) => page.goto(`${site().url}/rewards/lajidai/redeem/`)],
    ['saying yes', (page) => page.goto(`${site().url}/rewards/lajidai/redeem/?site=recycling-east`)],
    ['a reward that is not to be had yet', (page) => page.goto(`${site().url}/rewards/maojin/redeem/`)],
    ['a code to be picked up', redeem],
  ]
  const looksRight = async (page: Page) => {
    expect(await page.evaluate(clippedThings)).toEqual([])
    expect(await axeFindings(page, everyRule)).toEqual([])
  }

  test.runIf(name === 'node').each(deskPages)('%s has nothing axe objects to and nothing cut off', (_, reach) =>
    as(cast.steward, true, async (page) => {
      await reach(page)
      await looksRight(page)
    }),
  )
  test.runIf(name === 'node').each(ownPages)('%s has nothing axe objects to and nothing cut off', (_, reach) =>
    as(cast.people[2]?.headers ?? { cookie: '' }, true, async (page) => {
      await reach(page)
      await looksRight(page)
    }),
  )
})
