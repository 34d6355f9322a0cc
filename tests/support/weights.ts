import { brotliCompressSync, constants } from 'node:zlib'
import type { Page, Response } from 'playwright-core'

/** What a first visit costs, in bytes as brotli packs them at its best, headers not counted. */
export interface Weight {
  bytes: number
  script_bytes: number
  requests: number
}

const packedBytes = (body: Buffer) =>
  brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } }).length

/** A browser without a window asks for no icon; one with a window does. */
const iconOf = async (page: Page) => {
  const icon = page.locator('link[rel~=icon]')
  const href = (await icon.count()) > 0 ? await icon.first().getAttribute('href') : '/favicon.ico'
  if (!href || href.startsWith('data:')) return []
  return [await (await page.request.get(new URL(href, page.url()).href)).body()]
}

/** Weighs the last page that `visit` opens, with everything it is made of; data a script asks for later is no part of it. */
export const weigh = async (page: Page, visit: () => Promise<void>): Promise<Weight> => {
  let responses: Response[] = []
  page.on('response', (response) => {
    if (response.request().resourceType() === 'fetch') return
    const isPage = response.request().isNavigationRequest()
    if (isPage && response.status() >= 300 && response.status() < 400) return
    responses = isPage ? [response] : [...responses, response]
  })
  await visit()
  await page.waitForLoadState('networkidle')
  const isScript = (response: Response) => response.request().resourceType() === 'script'
  const weights = await Promise.all(responses.map(async (one) => ({ script: isScript(one), bytes: packedBytes(await one.body()) })))
  const icon = (await iconOf(page)).map((body) => ({ script: false, bytes: packedBytes(body) }))
  const all = [...weights, ...icon]
  const sum = (some: { bytes: number }[]) => some.reduce((total, { bytes }) => total + bytes, 0)
  return { bytes: sum(all), script_bytes: sum(all.filter(({ script }) => script)), requests: all.length }
}
