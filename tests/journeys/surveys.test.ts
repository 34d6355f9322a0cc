import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings, everyRule } from '../support/axe.ts'
import { asVisitor, main, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { clippedThings } from '../support/clipping.ts'
import { useSite } from '../support/hosts.ts'
import { resident } from '../support/people.ts'
import { slipFor } from '../support/signin.ts'
import { registerOf } from '../support/signin-people.ts'
import { printedCode } from '../support/surveys/codes.ts'
import { weigh } from '../support/weights.ts'

const ways = [
  { script: 'with script', javaScriptEnabled: true, place: 0 },
  { script: 'without script', javaScriptEnabled: false, place: 1 },
]
/** A page of many questions with its script, as brotli packs it. */
const heaviestBytes = 8_500
const wording = '我家楼道的灯不亮，谢谢'
const needs = '/surveys/needs-2026/'

const press = async (page: Page, go: string) => {
  await page.locator(`form.survey button[value=${go}]`).click()
  await page.waitForLoadState()
}
const title = (page: Page) => page.locator('h1').textContent()
const asked = (page: Page, question: string) => page.locator(`[data-question=${question}]`).isVisible()

/** 您家的情况, of a household with an old person: one question hangs on an answer of the same page. */
const answerHome = async (page: Page, withScript: boolean) => {
  expect(await asked(page, 'going_out')).toBe(!withScript)
  await page.check('[name=lives_with][value=generations]')
  await page.check('[name="members.oldest"]')
  expect(await asked(page, 'going_out')).toBe(true)
  await page.check('[name=going_out][value=helped]')
}

const answerBuilding = async (page: Page) => {
  await page.check('[name=lift][value=hasnt]')
  await page.check('[name=lift_wish][value="5"]')
  for (const row of ['light', 'waste', 'parking', 'drying']) await page.check(`[name="block.${row}"][value=fair]`)
  await page.selectOption('[name="first.ramps"]', '1')
  await page.selectOption('[name="first.benches"]', '2')
}

describe.each(hostNames)('on %s', (name) => {
  const slips: string[] = []
  const codes: string[] = []
  const votes: string[] = []
  const site = useSite(name, {
    prepare: async (client) => {
      const register = registerOf(client)
      for (const { place } of ways) {
        const { id } = await resident(register, { door: ['2', '1', String(301 + place)], name: '王桂芳' })
        slips.push(await slipFor(register, { kind: 'resident', id }))
        codes.push(await printedCode(register, 'needs-2026', `code home ${place}`))
        votes.push(await printedCode(register, 'zuimei-loudao', `vote home ${place}`))
      }
    },
  })
  const browser = useBrowser()
  const open = async (page: Page, address: string) => {
    await page.goto(site().url + address)
  }
  const enterCode = async (page: Page, address: string, code: string) => {
    await open(page, address)
    await page.fill('[name=code]', code)
    await page.locator('main form [type=submit]').click()
    await page.waitForURL('**/answer/**')
  }

  test.each(ways)('$script: a resident answers for the household, goes back, looks over everything and hands in once', (way) =>
    asVisitor(browser(), { javaScriptEnabled: way.javaScriptEnabled }, async (context) => {
      const page = await context.newPage()
      await open(page, '/surveys/')
      await page.getByText('您家需要什么').click()
      await page.getByText('开始填', { exact: true }).click()
      expect(await title(page)).toBe('先认一认是哪一份')
      await page.getByText('登录以后填').click()
      await page.fill('[name=code]', slips[way.place] ?? '')
      await page.locator('form[action="/signin/"] [type=submit]').click()
      await page.waitForURL('**/answer/**')

      await press(page, 'next')
      expect(await page.locator('.error-summary li').allTextContents()).toEqual([
        '“您家里现在怎么住？”还没有答。请选一项。',
        '“家里有没有这些人？”还没有答。请选至少一项。',
      ])
      await answerHome(page, way.javaScriptEnabled)
      await press(page, 'next')
      expect(await title(page)).toBe('老人和孩子')
      await page.check('[name="elder_help.meals"]')
      await page.fill('[name=meals_a_week]', '５')
      await press(page, 'back')
      expect(await page.isChecked('[name=going_out][value=helped]')).toBe(true)
      await press(page, 'next')
      expect(await page.inputValue('[name=meals_a_week]')).toBe('５')
      await press(page, 'next')
      await answerBuilding(page)
      if (way.javaScriptEnabled) expect(await axeFindings(page, everyRule)).toEqual([])
      expect(await page.evaluate(clippedThings)).toEqual([])
      await press(page, 'next')
      await page.fill('[name=words]', wording)
      await page.check('[name="tell.call"]')
      await press(page, 'next')

      expect(await title(page)).toBe('检查一遍')
      for (const words of ['5 顿', '5 分（很愿意）', '楼道照明：一般', '1. 单元门口修坡道，2. 添歇脚的长椅', wording])
        expect(await main(page)).toContain(words)
      if (way.javaScriptEnabled) expect(await axeFindings(page, everyRule)).toEqual([])
      await page.locator('a.change').nth(1).click()
      await page.uncheck('[name="members.oldest"]')
      await page.check('[name="members.none"]')
      await press(page, 'review')
      expect(await main(page)).not.toContain('5 顿')
      await page.locator('form.survey [type=submit]').click()
      await page.waitForURL('**/done/')
      expect(await title(page)).toContain('交好了')
      await open(page, `${needs}answer/`)
      expect(await main(page)).toContain('您家已经交过一份，先交的算数。')
    }),
  )

  test.each(ways)('$script: a household without an account answers by its printed code, on one phone and then on another', (way) =>
    asVisitor(browser(), { javaScriptEnabled: way.javaScriptEnabled }, async (context) => {
      const page = await context.newPage()
      await open(page, `${needs}code/`)
      await page.fill('[name=code]', 'K7M4TPXW')
      await page.locator('main form [type=submit]').click()
      expect(await page.locator('.error-summary').textContent()).toContain('没有这个答题码，或者已经换了新的。')
      await enterCode(page, `${needs}code/`, codes[way.place] ?? '')
      await page.check('[name=lives_with][value=alone]')
      await page.check('[name="members.none"]')
      await press(page, 'save')
      if (way.javaScriptEnabled) {
        const { bytes } = await weigh(page, () => open(page, `${needs}answer/?at=building`))
        expect(bytes).toBeLessThanOrEqual(heaviestBytes)
        await open(page, `${needs}answer/?at=home&saved=1`)
      }
      const code = (await page.locator('.kept .code').textContent()) ?? ''
      expect(code).toMatch(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/)
      await asVisitor(browser(), { javaScriptEnabled: way.javaScriptEnabled }, async (elsewhere) => {
        const other = await elsewhere.newPage()
        await enterCode(other, '/surveys/resume/', code)
        expect(await title(other)).toBe('楼道和小区')
        await answerBuilding(other)
        await press(other, 'next')
        await other.check('[name="tell.notice"]')
        await press(other, 'next')
        await other.locator('form.survey [type=submit]').click()
        await other.waitForURL('**/done/')
      })
      await page.reload()
      expect(await main(page)).toContain('您家已经交过一份')
    }),
  )

  test.each(ways)('$script: a ballot by a printed code says how many votes are left and takes no more', (way) =>
    asVisitor(browser(), { javaScriptEnabled: way.javaScriptEnabled }, async (context) => {
      const page = await context.newPage()
      await enterCode(page, '/surveys/zuimei-loudao/code/', votes[way.place] ?? '')
      const choices = page.locator('[type=checkbox]')
      const told: (string | null)[] = []
      for (let place = 0; place < 4; place++) {
        await choices.nth(place).check()
        if (way.javaScriptEnabled) told.push(await page.locator('output.left').textContent())
      }
      expect(told).toEqual(way.javaScriptEnabled ? ['还能选 2 个', '还能选 1 个', '选满了', '多选了 1 个，请去掉'] : [])
      await press(page, 'hand_in')
      expect(await page.locator('.error-summary li').allTextContents()).toEqual(['“您觉得哪几个楼道最美？”最多选 3 项，请去掉几项。'])
      expect(await page.locator('[type=checkbox]:checked').count()).toBe(4)
      if (way.javaScriptEnabled) expect(await axeFindings(page, everyRule)).toEqual([])
      await choices.nth(0).uncheck()
      await press(page, 'hand_in')
      await page.waitForURL('**/done/')
    }),
  )

  test.each(ways)('$script: anybody answers an open poll, and then somebody else on the same phone', (way) =>
    asVisitor(browser(), { javaScriptEnabled: way.javaScriptEnabled }, async (context) => {
      const page = await context.newPage()
      for (const score of ['5', '3']) {
        await open(page, '/surveys/satisfaction/answer/')
        await page.check(`[name=score][value="${score}"]`)
        await press(page, 'hand_in')
        await page.waitForURL('**/done/')
        await open(page, '/surveys/satisfaction/answer/')
        expect(await main(page)).toContain('这台手机或电脑已经交过一份')
        await page.locator('form.other [type=submit]').click()
      }
    }),
  )

  test('as many are stored as were handed in, without a name, a number or a wording in what was logged', async () => {
    const counts = await site().inspect(async (client) => {
      const counted = await client.execute('SELECT survey, count(*) AS n FROM survey_responses GROUP BY survey ORDER BY survey')
      const { rows } = await client.execute('SELECT count(*) AS n FROM survey_drafts')
      return { counted: counted.rows.map(({ survey, n }) => [survey, n]), drafts: rows[0]?.['n'] }
    })
    expect(counts).toEqual({
      counted: [
        ['needs-2026', 4],
        ['satisfaction', 4],
        ['zuimei-loudao', 2],
      ],
      drafts: 0,
    })
    expect(site().stdout()).not.toContain(wording)
  })
})
