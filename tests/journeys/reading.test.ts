import { describe, expect, test } from 'vitest'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { useSite } from '../support/hosts.ts'
import { fileTypes, openPage, pageTypes } from '../support/pages.ts'

const browser = useBrowser()

/** What every answer says, whatever it holds. */
const expectSafeHeaders = ({ headers }: Response) => {
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('same-origin')
  expect(headers.get('permissions-policy')).toContain('geolocation=()')
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'")
}

/** The policy of a page: a file carries it in itself, a page drawn on request is sent with it. */
const policyOf = (response: Response, html: string) =>
  [/<meta http-equiv="content-security-policy" content="([^"]*)"/i.exec(html)?.[1], response.headers.get('content-security-policy')].join(
    ', ',
  )

describe.each(hostNames)('on %s', (name) => {
  const site = useSite(name)

  describe.each(pageTypes.filter(({ reach }) => !reach))('$name ($address)', (type) => {
    test('answers with a whole page and the headers of the house', async () => {
      const response = await fetch(site().url + type.address)
      const html = await response.text()
      expect(response.status).toBe(type.status ?? 200)
      expect(response.headers.get('content-type')).toMatch(/^text\/html(; charset=utf-8)?$/)
      expect(html).toMatch(/^<!doctype html>\s*<html lang="zh-CN"/i)
      expect(html.match(/<h1\b/g)).toHaveLength(1)
      expect(html).toContain('href="tel:0400-5550100"')
      expect(html).not.toMatch(/maximum-scale|user-scalable|text-size-adjust:\s*(none|100%)/)
      expectSafeHeaders(response)
    })

    test('allows no inline code, and only its own', async () => {
      const response = await fetch(site().url + type.address)
      const policy = policyOf(response, await response.text())
      expect(policy).toContain("default-src 'none'")
      expect(policy).toMatch(/script-src [^;]*'self'/)
      expect(policy).toMatch(/style-src [^;]*'self'/)
      expect(policy).not.toMatch(/unsafe-inline|unsafe-eval|\*|https?:/)
    })
  })

  test.each(pageTypes)('$name asks nobody else for anything, and nothing fails', async (type) => {
    const foreign: string[] = []
    const failed: string[] = []
    await asVisitor(browser(), {}, async (context) => {
      context.on('request', (request) => {
        if (!request.url().startsWith(site().url)) foreign.push(request.url())
      })
      const page = await context.newPage()
      page.on('console', (message) => {
        if (message.type() === 'error' && !/status of 4(04|22)/.test(message.text())) failed.push(message.text())
      })
      page.on('pageerror', (error) => failed.push(error.message))
      await openPage(page, site().url, type)
    })
    expect({ foreign, failed }).toEqual({ foreign: [], failed: [] })
  })

  test.each(fileTypes)('$address is sent as $type', async ({ address, type }) => {
    const response = await fetch(site().url + address)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(new RegExp(`^${type.replace(/[+/]/g, '\\$&')}(; ?charset=utf-8)?$`, 'i'))
    expect(await response.text()).not.toBe('')
    expectSafeHeaders(response)
  })

  test('files of scripts carry the same headers', async () => {
    const html = await (await fetch(site().url + (pageTypes.find(({ name }) => name === 'a signup form')?.address ?? ''))).text()
    const script = /["'](\/_astro\/[^"']+\.js)["']/.exec(html)?.[1]
    expect(script).toBeDefined()
    expectSafeHeaders(await fetch(`${site().url}${script}`))
  })

  test('an address nobody has says so, keeps the phone at hand, and leads back', async () => {
    const response = await fetch(`${site().url}/policies/nobody-wrote-this/`)
    const html = await response.text()
    expect(response.status).toBe(404)
    expect(html).toContain('href="tel:0400-5550100"')
    expect(html).toContain('href="/policies/"')
    expectSafeHeaders(response)
  })

  describe.each([
    ['with script', true],
    ['without script', false],
  ])('长辈版 %s', (_, javaScriptEnabled) => {
    test('is switched on by a link, remembered on every page, and switched off by a link', () =>
      asVisitor(browser(), { javaScriptEnabled }, async (context) => {
        const page = await context.newPage()
        const mode = () => page.locator('html').getAttribute('data-reading')
        const bodySize = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))
        await page.goto(`${site().url}/`)
        expect(await mode()).toBeNull()
        expect(await bodySize()).toBeGreaterThanOrEqual(18)
        await page.getByRole('link', { name: '长辈版' }).click()
        expect(await mode()).toBe('elder')
        expect(await bodySize()).toBeGreaterThanOrEqual(22)
        await page.goto(`${site().url}/policies/`)
        expect(await mode()).toBe('elder')
        await page.goto(`${site().url}/signups/`)
        expect(await mode()).toBe('elder')
        await page.getByRole('link', { name: '标准版' }).click()
        expect(await mode()).toBeNull()
        await page.goto(`${site().url}/`)
        expect(await mode()).toBeNull()
      }))

    test('is shared by its address', () =>
      asVisitor(browser(), { javaScriptEnabled }, async (context) => {
        const page = await context.newPage()
        await page.goto(`${site().url}/activities/?elder=1`)
        expect(await page.locator('html').getAttribute('data-reading')).toBe('elder')
      }))
  })
})
