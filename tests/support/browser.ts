import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type LaunchOptions } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** CHROMIUM_PATH if it is set, then the one that comes from npm, then whatever Playwright itself has installed. */
const findBrowser = async (): Promise<LaunchOptions> => {
  const path = process.env['CHROMIUM_PATH']
  if (path) return { executablePath: path, args: quiet }
  if (process.platform !== 'linux' || process.arch !== 'x64') return { args: quiet }
  const { default: packed } = await import('@sparticuz/chromium')
  // Its own flags switch web security off and put everything into one process; a test wants neither.
  return { executablePath: await packed.executablePath(), args: quiet }
}

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
