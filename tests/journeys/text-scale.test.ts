import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { clippedThings } from '../support/clipping.ts'
import { useSite } from '../support/hosts.ts'
import { openPage, pageTypes, withQuery } from '../support/pages.ts'

const widths = [320, 375, 414]
const scalesPercent = [100, 140, 200]
const usualFontPx = 16

const site = useSite('node')
const browser = useBrowser()

const bodyFontPx = (page: Page) => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))

/** A person's setting in the browser: the size everything else is measured from, in whole pixels. */
const scaleByBrowser = async (page: Page, percent: number) => {
  const session = await page.context().newCDPSession(page)
  const size = Math.ceil((usualFontPx * percent) / 100)
  await session.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size } })
  await session.detach()
}

/** What WeChat does on a phone: it multiplies every text, whatever unit it is written in. */
const scaleByWeChat = async (page: Page, percent: number) => {
  await page.evaluate((adjust) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(`html, body { -webkit-text-size-adjust: ${adjust}% !important; text-size-adjust: ${adjust}% !important }`)
    document.adoptedStyleSheets = [sheet]
  }, percent)
}

describe.each(pageTypes)('$name', (type) => {
  test.each([
    ['standard, by a setting of the browser', '', scaleByBrowser],
    ['长辈版, by a setting of the browser', 'elder=1', scaleByBrowser],
    ['standard, by WeChat', '', scaleByWeChat],
  ])('%s: nothing is cut, covered or pushed aside at any width and size', (_, query, scale) =>
    asVisitor(browser(), { isMobile: true, hasTouch: true, viewport: { width: 360, height: 740 } }, async (context) => {
      const page = await context.newPage()
      await openPage(page, site().url, withQuery(type, query))
      const found: string[] = []
      for (const width of widths) {
        await page.setViewportSize({ width, height: 740 })
        for (const percent of scalesPercent) {
          await scale(page, percent)
          for (const thing of await page.evaluate(clippedThings)) found.push(`${width} px, ${percent} %: ${thing}`)
        }
      }
      expect(found).toEqual([])
    }),
  )
})

test('both ways really enlarge the text', () =>
  asVisitor(browser(), { isMobile: true, hasTouch: true }, async (context) => {
    const page = await context.newPage()
    await page.goto(`${site().url}/`)
    const usual = await bodyFontPx(page)
    await scaleByBrowser(page, 200)
    expect(await bodyFontPx(page)).toBe(usual * 2)
    await scaleByBrowser(page, 100)
    const lineHeight = () =>
      page
        .locator('main p')
        .first()
        .evaluate((one) => one.getBoundingClientRect().height)
    const before = await lineHeight()
    await scaleByWeChat(page, 200)
    expect(await lineHeight()).toBeGreaterThan(before * 1.5)
  }))
