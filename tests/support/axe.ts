import axe from 'axe-core'
import type { Page } from 'playwright-core'

export const everyRule: axe.RunOptions = {}
/** All that another colour scheme can change. */
export const contrastOnly: axe.RunOptions = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } }

/** One character on its own, such as a day of the month, whose contrast axe will not judge. */
const tooShortToJudge = /too short to determine/

/**
 * What axe finds wrong or leaves open, by WCAG 2.2 AA and its own advice; one line for each element. The page is made as
 * tall as its text, because axe cannot judge what lies under the bar at the bottom.
 */
export const axeFindings = async (page: Page, rules: axe.RunOptions): Promise<string[]> => {
  await page.waitForLoadState('domcontentloaded')
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
