import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { asVisitor, main, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { signedIn } from '../support/desk-browser.ts'
import { useSite } from '../support/hosts.ts'
import { asStaff, resident } from '../support/people.ts'
import { registerOf } from '../support/signin-people.ts'
import { find, openPaper, press, printCode, send } from '../support/surveys/desk-journey.ts'

const desk = '/desk/surveys/needs-2026/'

describe.each(hostNames)('on %s', (name) => {
  const clerks: { cookie: string }[] = []
  const site = useSite(name, {
    prepare: async (client) => {
      const register = registerOf(client)
      for (const clerk of ['赵敏', '钱芳']) clerks.push((await asStaff(register, { role: 'steward', name: clerk })).headers)
      for (const room of ['501', '502', '503', '504'])
        await resident(register, { door: ['3', '2', room], name: '李奶奶', relation: 'head' })
    },
  })
  const browser = useBrowser()

  const as = (clerk: 0 | 1, javaScriptEnabled: boolean, act: (page: Page) => Promise<void>) =>
    asVisitor(browser(), { javaScriptEnabled }, async (context) => {
      const session = clerks[clerk]
      if (session) await signedIn(context, site().url, session)
      await act(await context.newPage())
    })

  const open = (page: Page, address: string) => page.goto(site().url + address)
  /** What there is to answer of a household of one, with the lift as told. */
  const answerAll = async (page: Page, lift: 'has' | 'hasnt', wish = '4') => {
    await page.check('[name=lives_with][value=alone]')
    await page.check('[name="members.none"]')
    await page.check(`[name=lift][value=${lift}]`)
    if (lift === 'hasnt') await page.check(`[name=lift_wish][value="${wish}"]`)
    for (const row of ['light', 'waste', 'parking', 'drying']) await page.check(`[name="block.${row}"][value=fair]`)
    await page.selectOption('[name="first.ramps"]', '1')
    await page.check('[name="tell.call"]')
  }

  const stored = () =>
    site().inspect(async (client) => {
      const { rows } = await client.execute("SELECT channel, answers FROM survey_responses WHERE survey = 'needs-2026' ORDER BY channel")
      const taken = await client.execute("SELECT count(*) AS n FROM survey_participations WHERE survey = 'needs-2026'")
      const entries = await client.execute('SELECT count(*) AS n FROM survey_paper_entries')
      return {
        sets: rows.map(({ channel, answers }) => [channel, JSON.parse(String(answers))['lift_wish'] ?? null]),
        households: Number(taken.rows[0]?.['n']),
        entries: Number(entries.rows[0]?.['n']),
      }
    })

  test('a household by its code, one at the desk and one on paper each count once, without script', async () => {
    const codes: string[] = []
    await as(0, false, async (page) => {
      await open(page, '/desk/')
      await page.getByRole('link', { name: '问卷', exact: true }).click()
      await page.getByText('您家需要什么').click()
      for (const room of ['501', '503']) codes.push(await printCode(page, site().url + desk, `3-2-${room}`))
    })
    const [online = '', paper = ''] = codes

    await asVisitor(browser(), { javaScriptEnabled: false }, async (context) => {
      const page = await context.newPage()
      await open(page, '/surveys/needs-2026/code/')
      await page.fill('[name=code]', online)
      await send(page, page.locator('main form [type=submit]'))
      await page.check('[name=lives_with][value=couple]')
      await page.check('[name="members.none"]')
      await send(page, page.locator('button[value=next]'))
      await page.check('[name=lift][value=has]')
      for (const row of ['light', 'waste', 'parking', 'drying']) await page.check(`[name="block.${row}"][value=good]`)
      await page.selectOption('[name="first.ramps"]', '1')
      await send(page, page.locator('button[value=next]'))
      await page.check('[name="tell.site"]')
      await send(page, page.locator('button[value=next]'))
      await send(page, page.locator('main form.survey [type=submit]'))
      expect(await main(page)).toContain('收到一份，算上了')
    })

    await as(0, false, async (page) => {
      await find(page, `${site().url}${desk}answer/`, '3-2-501')
      expect(await page.locator('.error-summary').textContent()).toContain('这一户已经交过一份，先交的算数')
      await find(page, `${site().url}${desk}answer/`, '3-2-502')
      await press(page, '交上去')
      expect(await page.locator('.error-summary li').count()).toBeGreaterThan(3)
      await answerAll(page, 'hasnt', '5')
      await press(page, '交上去')
      expect(await main(page)).toContain('替 3栋2单元502 李家 答的，赵敏 代答。')

      await openPaper(page, site().url + desk, paper)
      await answerAll(page, 'hasnt', '2')
      await press(page, '录好了')
      expect(await main(page)).toContain('第一次录好了')
      expect(await main(page)).toContain('等另一位同事录第二次')
      await openPaper(page, site().url + desk, paper)
      expect(await page.locator('.error-summary').textContent()).toContain('这张纸第一次是您录的')
    })
    await as(1, false, async (page) => {
      await openPaper(page, site().url + desk, paper)
      await answerAll(page, 'hasnt', '3')
      await press(page, '录好了')
      expect(await page.locator('fieldset.difference').count()).toBe(1)
      await press(page, '照选的算')
      expect(await page.locator('.error-summary li').allTextContents()).toEqual(['请对着纸，选哪一次录得对。'])
      await page.check('[name="pick.lift_wish"][value="1"]')
      await press(page, '照选的算')
      expect(await main(page)).toContain('两次对上了，算了一份')
    })
    const found = await stored()
    expect(found).toEqual({
      sets: [
        ['desk', 5],
        ['online', null],
        ['paper', 2],
      ],
      households: 3,
      entries: 0,
    })
  })

  test('with script and the keyboard alone, digits choose and questions come up as they are needed', () =>
    as(0, true, async (page) => {
      await open(page, `${desk}answer/`)
      await page.locator('[name=sought]:focus').waitFor()
      await page.keyboard.type('3-2-504')
      await page.keyboard.press('Enter')
      await page.locator('form.at-desk.live').waitFor()
      expect(await page.locator('[data-question=lift_wish]').isVisible()).toBe(false)
      await page.locator('[name=lives_with]').first().focus()
      await page.keyboard.press('1')
      await page.locator('[name=lives_with][value=alone]:checked').waitFor()
      await page.keyboard.press('5')
      await page.locator('[name="members.none"]:checked').waitFor()
      await page.locator('[name=lift]').first().focus()
      await page.keyboard.press('2')
      await page.locator('[data-question=lift_wish]').waitFor()
      await page.keyboard.press('4')
      await page.locator('[name=lift_wish][value="4"]:checked').waitFor()
      for (let row = 0; row < 4; row++) await page.keyboard.press('2')
      await page.selectOption('[name="first.ramps"]', '1')
      await page.check('[name="tell.call"]')
      await press(page, '交上去')
      await page.locator('.receipt').waitFor()
      expect(await main(page)).toContain('3栋2单元504')
    }))
})
