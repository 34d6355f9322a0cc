import type { Response } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { useSite } from '../support/hosts.ts'

const browser = useBrowser()
const movedMaxBytes = 120_000
const sentence = '我老伴今年八十了，能领什么钱'
const allowance = '/policies/gaoling-jintie/'

describe.each(hostNames)('searching on %s', (name) => {
  const site = useSite(name)

  test('works from the front page without script, and names what has ended only when asked', () =>
    asVisitor(browser(), { javaScriptEnabled: false }, async (context) => {
      const page = await context.newPage()
      await page.goto(site().url)
      await page.fill('[name=q]', '专项附加扣除')
      await page.press('[name=q]', 'Enter')
      await page.waitForURL('**/search/**')
      const links = () => page.locator('.found a').evaluateAll((all) => all.map((link) => link.getAttribute('href')))
      expect(await page.locator('.found mark').first().textContent()).toBe('专项附加扣除')
      expect((await links())[0]).toBe('/policies/zhuanxiang-fujia-kouchu/')
      expect(await links()).not.toContain('/policies/zhuanxiang-fujia-kouchu-2019/')
      await page.getByText('也找已失效的').click()
      await page.waitForURL('**ended=1**')
      await page.locator('.found a').first().waitFor()
      expect(await links()).toContain('/policies/zhuanxiang-fujia-kouchu-2019/')
    }))

  test('answers while one types, with little, the same as without script, and without the server once it is here', () =>
    asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      const files: Response[] = []
      page.on('response', (response) => {
        if (response.url().endsWith('.json')) files.push(response)
      })
      await page.goto(`${site().url}/search/`)
      await page.fill('[name=q]', sentence)
      await page.locator('.found li').first().waitFor()
      const typed = await page.locator('.found li').allTextContents()
      const sizes = await Promise.all(files.map(async (file) => (await file.request().sizes()).responseBodySize))
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(movedMaxBytes)

      await context.setOffline(true)
      await page.fill('[name=q]', '八十了能领什么')
      await expect.poll(() => page.locator('.found a').first().getAttribute('href'), { timeout: 10_000 }).toBe(allowance)
      await context.setOffline(false)
      await page.press('[name=q]', 'Enter')
      await expect
        .poll(() => page.evaluate(() => document.activeElement?.textContent), { timeout: 10_000 })
        .toMatch(/^找到 \d+ 条，最像的在最前面。$/)
      expect(new URL(page.url()).searchParams.get('q')).toBe('八十了能领什么')

      await page.goto(`${site().url}/search/?${new URLSearchParams({ q: sentence })}`)
      const plain = (texts: string[]) => texts.map((text) => text.replace(/\s/g, ''))
      expect(plain(await page.locator('.found li').allTextContents())).toEqual(plain(typed))
    }))

  test('what is typed is a text, a long one is refused with a sentence, and neither is logged', async () => {
    const ask = async (q: string) => {
      const answer = await fetch(`${site().url}/search/?${new URLSearchParams({ q })}`)
      return { status: answer.status, html: await answer.text() }
    }
    const script = await ask('"><script>alert(1)</script>王秀英13800138000')
    expect(script.status).toBe(200)
    expect(script.html).not.toContain('"><script>alert')
    const long = await ask('王秀英'.repeat(100))
    expect(long.status).toBe(422)
    expect(long.html).toContain('写得太长，没有找。')
    // An address of megabytes is refused, or cut off while it is still coming.
    const huge = await ask('好'.repeat(400_000)).catch(() => ({ status: 499 }))
    expect(huge.status).toBeGreaterThanOrEqual(400)
    expect((await ask('低保')).status).toBe(200)
    expect(site().stdout()).not.toMatch(/王秀英|13800138000|alert\(1\)|%E7%8E%8B/)
  })
})
