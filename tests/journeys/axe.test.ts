import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { useSite } from '../support/hosts.ts'
import { openPage, pageTypes } from '../support/pages.ts'

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface Axe {
  run(): Promise<{ violations: { id: string; help: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>
}

/** What axe finds wrong, by WCAG 2.2 AA and its own advice; one line for each element. */
const findings = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeSource)
  const { violations } = await page.evaluate(() => (window as unknown as { axe: Axe }).axe.run())
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary?.split('\n').slice(1).join(' ').trim()}`,
    ),
  )
}

const site = useSite('node')
const browser = useBrowser()

describe.each(pageTypes)('$name', (type) => {
  test.each([
    ['standard', '', 'light'],
    ['长辈版', '?elder=1', 'light'],
    ['dark', '', 'dark'],
    ['长辈版 in the dark', '?elder=1', 'dark'],
  ] as const)('%s has nothing axe objects to', (_, query, colorScheme) =>
    asVisitor(browser(), { colorScheme }, async (context) => {
      const page = await context.newPage()
      await openPage(page, site().url, { ...type, address: type.address + query })
      expect(await findings(page)).toEqual([])
    }),
  )
})
