import { type Browser, type BrowserContext, chromium } from 'playwright-core'
import { findBrowser } from '../../support/find-browser.ts'

/** A phone and its network, as Chromium simulates them. */
export interface Profile {
  name: string
  latency_ms: number
  kbit_per_second: number
  cpu_slowdown: number
}

/** The first as Lighthouse's slow 4G, the second a phone somebody was given years ago, in a stairwell. */
export const profiles: [slow4G: Profile, oldPhone: Profile] = [
  { name: 'slow 4G', latency_ms: 150, kbit_per_second: 1638, cpu_slowdown: 4 },
  { name: 'the old phone', latency_ms: 400, kbit_per_second: 400, cpu_slowdown: 6 },
]

/**
 * The browser delays requests, not packets: what a connection costs before its first byte comes is put into the delay, and what the
 * heads of packets take off the throughput. Both factors are those of Lighthouse when it throttles through the browser.
 */
const delaysOfOneRequest = 3.75
const usefulPart = 0.9

export const openBrowser = async () => chromium.launch(await findBrowser())

/** Nothing leaves the machine: what a page wants from elsewhere is turned away at once and counted. */
const stranger = async (browser: Browser, act: (context: BrowserContext, outside: () => number) => Promise<void>) => {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 360, height: 740 } })
  let outside = 0
  await context.route(
    ({ hostname }) => hostname !== '127.0.0.1',
    async (route) => {
      outside++
      await route.abort()
    },
  )
  try {
    await act(context, () => outside)
  } finally {
    await context.close()
  }
}

/** What a first visit costs: bytes as they go over the wire, packed, heads of answers too. */
export interface FirstVisit {
  bytes: number
  script_bytes: number
  requests: number
  /** Requests to other hosts, part of `requests`, not of the bytes. */
  outside: number
}

/** Weighs everything that a page and its scripts ask for by themselves until the network is quiet. */
export const weighVisit = async (browser: Browser, address: string) => {
  const visit: FirstVisit = { bytes: 0, script_bytes: 0, requests: 0, outside: 0 }
  await stranger(browser, async (context, outside) => {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    const scripts = new Set<string>()
    await cdp.send('Network.enable')
    cdp.on('Network.requestWillBeSent', ({ request }) => {
      if (!request.url.startsWith('data:')) visit.requests++
    })
    cdp.on('Network.responseReceived', ({ requestId, type, response }) => {
      if (type === 'Script' || response.mimeType.includes('javascript')) scripts.add(requestId)
    })
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      visit.bytes += encodedDataLength
      if (scripts.has(requestId)) visit.script_bytes += encodedDataLength
    })
    await page.goto(address, { waitUntil: 'networkidle' })
    await page.waitForTimeout(settledMs)
    visit.outside = outside()
  })
  return visit
}

const settledMs = 500

/** What the page has painted largest until now, in milliseconds since it was asked for. */
const largestPaint = () =>
  new Promise<number>((done) => {
    new PerformanceObserver((list) => done(list.getEntries().at(-1)?.startTime ?? Number.NaN)).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    })
  })

/** LCP of a first visit with such a phone, in milliseconds. */
export const paintOf = async (browser: Browser, address: string, profile: Profile) => {
  let paint = Number.NaN
  await stranger(browser, async (context) => {
    const page = await context.newPage()
    const cdp = await context.newCDPSession(page)
    const bytesPerSecond = (profile.kbit_per_second * 1000 * usefulPart) / 8
    await cdp.send('Network.enable')
    await cdp.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: profile.latency_ms * delaysOfOneRequest,
      downloadThroughput: bytesPerSecond,
      uploadThroughput: bytesPerSecond,
    })
    await cdp.send('Emulation.setCPUThrottlingRate', { rate: profile.cpu_slowdown })
    await page.goto(address, { waitUntil: 'load', timeout: 60_000 })
    await page.waitForTimeout(settledMs)
    paint = await page.evaluate(largestPaint)
  })
  return paint
}
