import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings, everyRule } from '../support/axe.ts'
import { asVisitor, main, openAll, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { clippedThings } from '../support/clipping.ts'
import { signedIn } from '../support/desk-browser.ts'
import { useSite } from '../support/hosts.ts'
import { asResident, asStaff, resident } from '../support/people.ts'
import { registerOf } from '../support/signin-people.ts'

/** With the keyboard alone, from the field that has the focus. */
const press = async (page: Page, focused: string, typed: string) => {
  await page.locator(`${focused}:focus`).waitFor()
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
}

describe.each(hostNames)('on %s', (name) => {
  const sessions: Record<string, { cookie: string }> = {}
  const site = useSite(name, {
    prepare: async (client) => {
      const register = registerOf(client)
      sessions['station'] = (await asStaff(register, { role: 'station', name: '孙强' })).headers
      sessions['desk'] = (await asStaff(register, { role: 'desk', name: '钱芳' })).headers
      sessions['steward'] = (await asStaff(register, { role: 'steward', name: '赵敏' })).headers
      for (const room of ['501', '502', '503']) {
        const { id } = await resident(register, { door: ['3', '2', room], name: '李奶奶', relation: 'head' })
        sessions[room] = await asResident(register, id)
      }
    },
  })
  const browser = useBrowser()

  const as = (who: string, javaScriptEnabled: boolean, act: (page: Page) => Promise<void>) =>
    asVisitor(browser(), { javaScriptEnabled }, async (context) => {
      const session = sessions[who]
      if (session) await signedIn(context, site().url, session)
      await act(await context.newPage())
    })

  const openStation = async (page: Page) => {
    await page.goto(`${site().url}/desk/drop-offs/`)
    await page.getByText('东区回收屋', { exact: false }).first().click()
    await page.getByRole('button', { name: '就在这里' }).click()
    await page.locator('[name=sought]:focus').waitFor()
  }

  const find = async (page: Page, door: string) => {
    await page.locator('[name=sought]:focus').waitFor()
    await page.keyboard.type(door)
    await page.keyboard.press('Tab')
    await press(page, '[name=surname]', '李')
    await page.locator('[name="of_废纸"]:focus').waitFor()
  }

  const dropOff = async (page: Page, door: string, kilograms: string) => {
    await find(page, door)
    await press(page, '[name="of_废纸"]', kilograms)
    await page.locator('[type=submit]:focus').waitFor()
    await page.keyboard.press('Enter')
    await page.locator('.receipt').waitFor()
  }

  describe.each([
    { script: 'with script', javaScriptEnabled: true, room: '501' },
    { script: 'without script', javaScriptEnabled: false, room: '502' },
  ])('$script', ({ javaScriptEnabled, room }) => {
    test('3.5 kilograms are weighed with the keyboard alone, the next household is one word away, and the resident sees the points', async () => {
      await as('station', javaScriptEnabled, async (page) => {
        await openStation(page)
        await find(page, `3-2-${room}`)
        expect(await main(page)).toContain(`3栋2单元${room}，李家，现在能用 0 分`)
        await press(page, '[name="of_废纸"]', '3.5')
        await page.locator('[type=submit]:focus').waitFor()
        expect(await main(page)).toContain('3.5 公斤 × 每公斤 20 分 = 70 分')
        await page.keyboard.press('Enter')
        await page.locator('.receipt').waitFor()
        expect(await page.locator('.receipt').textContent()).toContain('记好了：70 分')
        expect(await page.locator('.receipt').textContent()).toContain('现在能用 70 分')
        await page.locator('[name=sought]:focus').waitFor()
        expect(new URL(page.url()).pathname).toBe('/desk/drop-offs/')
      })
      await as(room, javaScriptEnabled, async (page) => {
        await page.goto(`${site().url}/me/`)
        await page.getByRole('link', { name: '我的积分' }).click()
        const text = await main(page)
        expect(text).toContain('现在能用 70 分')
        expect(text).toContain('3.5 公斤 × 每公斤 20 分 = 70 分（2026年下半年积分标准）')
        expect(text).not.toContain('孙强')
      })
    })

    test('what is not a weight is sent back with what was typed', () =>
      as('station', javaScriptEnabled, async (page) => {
        await openStation(page)
        await find(page, `3-2-${room}`)
        await press(page, '[name="of_废纸"]', '-3')
        await page.locator('.error-summary').waitFor()
        expect(await page.locator('.error-summary').textContent()).toContain('重量不对。请写公斤数，最多三位小数，例如 3.5。')
        expect(await page.inputValue('[name="of_废纸"]')).toBe('-3')
      }))
  })

  test('a large drop-off is confirmed by somebody else, and a wrong weight put right by the steward', async () => {
    await as('station', false, async (page) => {
      await openStation(page)
      await dropOff(page, '3-2-503', '7')
      expect(await page.locator('.receipt').textContent()).toContain('等确认：140 分')
      await page.goto(`${site().url}/desk/drop-offs/waiting/`)
      expect(await main(page)).toContain('是您记的，请另一位来确认。')
    })
    await as('desk', false, async (page) => {
      await page.goto(`${site().url}/desk/drop-offs/waiting/`)
      await page.getByRole('button', { name: '确认，记 140 分' }).click()
      await page.getByText('确认好了，分已经到账。').waitFor()
    })
    await as('steward', false, async (page) => {
      await openStation(page)
      await find(page, '3-2-503')
      await page.getByRole('link', { name: '看积分单' }).click()
      await openAll(page)
      await page.check('[name=reason][value=weight]')
      await page.locator('[name=right]').fill('0.7')
      await page.getByRole('button', { name: '更正这一笔' }).click()
      await page.getByText('更正好了，两笔都看得到。').waitFor()
      expect(await main(page)).toContain('现在能用 14 分')
    })
  })

  const states: [string, string, (page: Page) => Promise<unknown>][] = [
    ['station', 'choosing a station', (page) => page.goto(`${site().url}/desk/drop-offs/`)],
    [
      'station',
      'weighing, sent back',
      async (page) => {
        await openStation(page)
        await find(page, '3-2-501')
        await press(page, '[name="of_废纸"]', 'x')
        await page.locator('.error-summary').waitFor()
      },
    ],
    [
      'station',
      'a calculation',
      async (page) => {
        await openStation(page)
        await find(page, '3-2-501')
        await press(page, '[name="of_废纸"]', '8.003')
        await page.locator('[name=seen]').waitFor({ state: 'attached' })
        await openAll(page)
      },
    ],
    [
      'station',
      'a slip',
      async (page) => {
        await openStation(page)
        await dropOff(page, '3-2-503', '1')
      },
    ],
    ['desk', 'what waits', (page) => page.goto(`${site().url}/desk/drop-offs/waiting/`)],
    ['steward', 'devices', (page) => page.goto(`${site().url}/desk/points/devices/`)],
    ['steward', 'the week', (page) => page.goto(`${site().url}/desk/points/inspection/?week=2026-11-23`)],
    [
      'steward',
      'a statement at the desk',
      async (page) => {
        await page.goto(`${site().url}/desk/points/inspection/?week=2026-11-23`)
        await page.locator('.entries a').first().click()
        await page.locator('.balance').waitFor()
        await openAll(page)
      },
    ],
    ['501', 'my points', (page) => page.goto(`${site().url}/me/points/`)],
  ]

  test.runIf(name === 'node').each(states)('for %s: %s has nothing axe objects to and nothing cut off', (who, _, reach) =>
    as(who, true, async (page) => {
      await reach(page)
      expect(await page.evaluate(clippedThings)).toEqual([])
      expect(await axeFindings(page, everyRule)).toEqual([])
    }),
  )
})
