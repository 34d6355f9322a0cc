import type { LaunchOptions } from 'playwright-core'

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
]

/** CHROMIUM_PATH if it is set, then the one that comes from npm, then whatever Playwright itself has installed. */
export const findBrowser = async (): Promise<LaunchOptions> => {
  const path = process.env['CHROMIUM_PATH']
  if (path) return { executablePath: path, args: quiet }
  if (process.platform !== 'linux' || process.arch !== 'x64') return { args: quiet }
  const { default: packed } = await import('@sparticuz/chromium')
  // Its own flags switch web security off and put everything into one process; a test wants neither.
  return { executablePath: await packed.executablePath(), args: quiet }
}
