import { describe, expect, test } from 'vitest'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { useSite } from '../support/hosts.ts'

const browser = useBrowser()

describe.each(hostNames)('on %s', (name) => {
  const site = useSite(name)

  test('the rates in force stand open, the ones before are folded away, and each row is a card on a phone', () =>
    asVisitor(browser(), { viewport: { width: 360, height: 740 } }, async (context) => {
      const page = await context.newPage()
      await page.goto(`${site().url}/points/`)
      const now = page.locator('section', { has: page.getByRole('heading', { name: '现在的积分标准' }) })
      expect(await now.locator('tr', { hasText: '废纸' }).textContent()).toBe('废纸每公斤 20 分不另限每个回收点')
      expect(await now.locator('tr', { hasText: '厨余' }).textContent()).toBe('厨余分类达标每件 10 分10 分西区回收屋')
      expect(
        await now
          .locator('td')
          .first()
          .evaluate((cell) => getComputedStyle(cell).display),
      ).toBe('block')
      const before = page.locator('details.fold')
      expect(await before.locator('tr', { hasText: '废纸' }).isVisible()).toBe(false)
      await before.locator('summary').click()
      expect(await before.locator('tr', { hasText: '废纸' }).textContent()).toContain('每公斤 15 分')
    }))

  test('how long points last is said with a day', () =>
    asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      await page.goto(`${site().url}/points/`)
      expect(await page.locator('main').textContent()).toContain('比如2026年11月得的，用到 2027年11月30日。到期前 30 天提醒您。')
    }))

  test('from the footer to a reward: what it costs, for whom and where', () =>
    asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      await page.goto(`${site().url}/places/recycling-east/`)
      await page.getByRole('contentinfo').getByRole('link', { name: '积分' }).click()
      await page.getByRole('link', { name: '兑换物' }).click()
      const costs = (await page.locator('.rows b').allTextContents()).map((text) => Number.parseInt(text, 10))
      expect(costs.slice(0, -1)).toEqual(costs.slice(0, -1).sort((a, b) => a - b))
      expect(await page.locator('.rows li').last().textContent()).toContain('350 积分，每户每年最多 1 份，2026年12月15日起才能换')
      await page.getByRole('link', { name: '洗衣液 2 公斤装' }).click()
      const text = await page.locator('main').textContent()
      for (const fact of ['600 积分换一份', '每户每季最多 2 份', '东区回收屋', '每天 17:00—20:00', '报门牌或者带居民卡']) {
        expect(text).toContain(fact)
      }
    }))
})
