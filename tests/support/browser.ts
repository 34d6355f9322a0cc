import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core'
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
  try {
    return await act(context)
  } finally {
    await context.close()
  }
}
