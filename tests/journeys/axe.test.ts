import axe from 'axe-core'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { useSite } from '../support/hosts.ts'
import { openPage, pageTypes } from '../support/pages.ts'

const everyRule: axe.RunOptions = {}
/** All that another colour scheme can change. */
const contrastOnly: axe.RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }

/** One character on its own, such as a day of the month, whose contrast axe will not judge. */
const tooShortToJudge = /too short to determine/

/**
 * What axe finds wrong or leaves open, by WCAG 2.2 AA and its own advice; one line for each element. The page is made as
 * tall as its text, because axe cannot judge what lies under the bar at the bottom.
 */
const findings = async (page: Page, rules: axe.RunOptions): Promise<string[]> => {
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width: 360, height })
  await page.evaluate(axe.source)
  const { violations, incomplete } = await page.evaluate((options) => (window as unknown as { axe: typeof axe }).axe.run(options), rules)
  return [...violations, ...incomplete].flatMap(({ id, help, nodes }) =>
    nodes
      .map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary?.split('\n').slice(1).join(' ').trim()}`)
      .filter((line) => !tooShortToJudge.test(line)),
  )
}

const site = useSite('node')
const browser = useBrowser()

describe.each(pageTypes)('$name', (type) => {
  test.each([
    ['standard', ''],
    ['长辈版', '?elder=1'],
  ])('%s, by day and in the dark, has nothing axe objects to', (_, query) =>
    asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      await openPage(page, site().url, { ...type, address: type.address + query })
      expect(await findings(page, everyRule)).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await findings(page, contrastOnly)).toEqual([])
    }),
  )
})

test('axe objects where it should', () =>
  asVisitor(browser(), {}, async (context) => {
    const page = await context.newPage()
    await page.setContent(
      '<html lang="zh-CN"><title>x</title><main><h1>题</h1><p style="color:#999;background:#fff">颜色太浅的字</p><input></main>',
    )
    expect((await findings(page, everyRule)).map((line) => line.split(':')[0])).toEqual(['color-contrast', 'label'])
    expect((await findings(page, contrastOnly)).map((line) => line.split(':')[0])).toEqual(['color-contrast'])
  }))
