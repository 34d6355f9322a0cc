import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { axeFindings, everyRule } from '../support/axe.ts'
import { asVisitor, main, useBrowser } from '../support/browser.ts'
import { clippedThings } from '../support/clipping.ts'
import { signedIn } from '../support/desk-browser.ts'
import { useSite } from '../support/hosts.ts'
import { asStaff, resident } from '../support/people.ts'
import { registerOf } from '../support/signin-people.ts'
import { find, openPaper, press, printCode } from '../support/surveys/desk-journey.ts'

const desk = '/desk/surveys/needs-2026/'
const ballot = '/desk/surveys/zuimei-loudao/'
/** 14pt in CSS pixels. */
const leastPixels = 14 / 0.75

const clerks: { cookie: string }[] = []
const site = useSite('node', {
  prepare: async (client) => {
    const register = registerOf(client)
    for (const clerk of ['赵敏', '钱芳']) clerks.push((await asStaff(register, { role: 'steward', name: clerk })).headers)
    for (const room of ['501', '502', '504']) await resident(register, { door: ['3', '2', room], name: '李奶奶', relation: 'head' })
  },
})
const browser = useBrowser()

const open = (page: Page, address: string) => page.goto(site().url + address)
const as = (clerk: 0 | 1, javaScriptEnabled: boolean, act: (page: Page) => Promise<void>) =>
  asVisitor(browser(), { javaScriptEnabled }, async (context) => {
    const session = clerks[clerk]
    if (session) await signedIn(context, site().url, session)
    await act(await context.newPage())
  })

const states: [string, (page: Page) => Promise<unknown>][] = [
  ['the list', (page) => open(page, '/desk/surveys/')],
  ['a survey', (page) => open(page, desk)],
  ['finding whom to answer for', (page) => open(page, `${desk}answer/`)],
  ['the questions', (page) => find(page, `${site().url}${ballot}answer/`, '3-2-501')],
  [
    'the questions, sent back',
    async (page) => {
      await open(page, '/desk/surveys/satisfaction/answer/')
      await press(page, '交上去')
    },
  ],
  ['codes', (page) => find(page, `${site().url}${ballot}codes/`, '3-2-502')],
  ['a slip', (page) => printCode(page, site().url + ballot, '3-2-504')],
  ['papers', (page) => open(page, `${desk}paper/`)],
  ['a questionnaire', (page) => open(page, `${desk}print/`)],
  ['a survey that there is not', (page) => open(page, '/desk/surveys/nothing/')],
]

test.each(states)('%s has nothing axe objects to and nothing cut off', (_, reach) =>
  as(0, true, async (page) => {
    await reach(page)
    expect(await page.evaluate(clippedThings)).toEqual([])
    expect(await axeFindings(page, everyRule)).toEqual([])
  }),
)

test('papers that wait and differences have nothing axe objects to and nothing cut off', async () => {
  let code = ''
  const enter = async (page: Page, nomination: string) => {
    await openPaper(page, site().url + ballot, code)
    await page.check(`[name="vote.${nomination}"]`)
    await press(page, '录好了')
  }
  const look = async (page: Page) => {
    expect(await page.evaluate(clippedThings)).toEqual([])
    expect(await axeFindings(page, everyRule)).toEqual([])
  }
  await as(0, true, async (page) => {
    code = await printCode(page, site().url + ballot, '3-2-501')
    await enter(page, 'b1_2')
    await page.locator('td summary').click()
    await look(page)
  })
  await as(1, true, async (page) => {
    await enter(page, 'b2_1')
    await look(page)
    await press(page, '照选的算')
    await look(page)
    await press(page, '两次都不对，从头录')
    expect(await main(page)).toContain('请从头录')
  })
})

test.each(['needs-2026', 'zuimei-loudao', 'satisfaction'])('the questionnaire of %s is printed in large type', (slug) =>
  as(0, true, async (page) => {
    await page.emulateMedia({ media: 'print' })
    await open(page, `/desk/surveys/${slug}/print/`)
    const small = await page.locator('.questionnaire').evaluate((paper, least) => {
      const texts = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT)
      const found: string[] = []
      while (texts.nextNode()) {
        const { parentElement, textContent } = texts.currentNode
        if (!textContent?.trim() || !parentElement?.checkVisibility()) continue
        if (Number.parseFloat(getComputedStyle(parentElement).fontSize) < least - 0.1) found.push(textContent.trim())
      }
      return found
    }, leastPixels)
    expect(small).toEqual([])
    expect(await page.locator('.desk > header, .rooms, .desk > footer, .screen').filter({ visible: true }).count()).toBe(0)
  }),
)
