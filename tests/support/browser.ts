import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { findBrowser } from './find-browser.ts'

/** One browser for a test file: `const browser = useBrowser()`, then `browser()`. */
export const useBrowser = (...flags: string[]): (() => Browser) => {
  let browser: Browser | undefined
  beforeAll(async () => {
    const { args = [], ...found } = await findBrowser()
    browser = await chromium.launch({ ...found, args: [...args, ...flags] })
  })
  afterAll(() => browser?.close())
  return () => {
    if (!browser) throw new Error('the browser is not open yet')
    return browser
  }
}

/** A visitor with a phone of their own: nothing is remembered from an earlier one. `act` gets a fresh context. */
export const asVisitor = async <Answer>(
  browser: Browser,
  options: BrowserContextOptions,
  act: (context: BrowserContext) => Promise<Answer>,
) => {
  const context = await browser.newContext({
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: { width: 360, height: 740 },
    ...options,
  })
  context.on('page', waitForWholePages)
  try {
    return await act(context)
  } finally {
    await context.close()
  }
}

/** A press that leads elsewhere is over when the next page is whole, so that what is read or counted after it is of that page. */
const waitForWholePages = (page: Page) => {
  const frame = page.mainFrame()
  const click = frame.click.bind(frame)
  frame.click = async (...pressed) => {
    await click(...pressed)
    await frame.waitForLoadState('domcontentloaded')
  }
}

/** What the whole page says. */
export const main = async (page: Page) => {
  await page.waitForLoadState('domcontentloaded')
  return (await page.locator('main').textContent()) ?? ''
}

/** Opens every part one may open, and what that shows. */
export const openAll = async (page: Page) => {
  await page.waitForLoadState('domcontentloaded')
  const closed = page.locator('main details:not([open]) > summary:visible')
  while ((await closed.count()) > 0) await closed.first().click()
}
