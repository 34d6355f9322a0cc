import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { useSite } from '../support/hosts.ts'

const next = 'main form [type=submit]:text("下一步")'

const choose = async (page: Page, name: string, value: string) => {
  await page.check(`[name=${name}][value=${value}]`)
  await page.click(next)
}

/** Waits for the whole page of an outcome, which questions do not have. */
const outcome = async (page: Page) => {
  await page.locator('.receipt').first().waitFor()
  await page.waitForLoadState('load')
}

const answersOn = async (page: Page) => {
  await outcome(page)
  return (await page.locator('.answers dd').allTextContents()).map((text) => text.replace(/\s*改：.*$/s, '').trim())
}

const resultsOn = async (page: Page) => {
  await outcome(page)
  return page.locator('.receipt h3').allTextContents()
}

describe.each(hostNames)('on %s, without script', (name) => {
  const site = useSite(name)
  const browser = useBrowser()
  const withoutScript = <Answer>(act: (page: Page) => Promise<Answer>) =>
    asVisitor(browser(), { javaScriptEnabled: false }, async (context) => act(await context.newPage()))

  test('a worker finds from the policy when they retire, corrects the month, and can send the address on', () =>
    withoutScript(async (page) => {
      await page.goto(`${site().url}/policies/yanchi-tuixiu/`)
      await page.click('a[href="/checkers/yanchi-tuixiu/"]')
      await choose(page, 'kind', 'woman50')
      await page.fill('[name="born.year"]', '76')
      await page.selectOption('[name="born.month"]', '6')
      await page.click(next)
      expect(await page.locator('.error-summary li').textContent()).toBe('请填四位数的年份，再选月份，例如 1970 年 6 月。')
      expect(await page.inputValue('[name="born.month"]')).toBe('6')
      await page.fill('[name="born.year"]', '1976')
      await page.click(next)
      await page.waitForURL('**?kind=woman50&born=1976-06')
      expect(await page.locator('.receipt').first().textContent()).toMatch(/50岁9个月.*2027年3月/)

      await page.click('.again:has-text("您是哪一类职工")')
      expect(await page.isChecked('[value=woman50]')).toBe(true)
      await choose(page, 'kind', 'woman55')
      await page.waitForURL('**?kind=woman55&born=1976-06')
      expect(await answersOn(page)).toEqual(['女职工，原来 55 岁退休', '1976年6月'])
    }))

  test('a larger type keeps the answers', () =>
    withoutScript(async (page) => {
      await page.goto(`${site().url}/checkers/yanchi-tuixiu/?kind=man&born=1970-06`)
      await page.click('.to-elder')
      await page.waitForURL('**elder=1')
      expect(await page.locator('html').getAttribute('data-reading')).toBe('elder')
      expect(await answersOn(page)).toEqual(['男职工', '1970年6月'])
    }))

  test('a sensitive checker never has an answer in its address, also when one is changed', () =>
    withoutScript(async (page) => {
      const addresses = new Set<string>()
      page.on('request', (request) => addresses.add(request.url()))
      await page.goto(`${site().url}/checkers/gaoling-jintie/`)
      await choose(page, 'age', 'from80')
      await choose(page, 'registered', 'yes')
      await choose(page, 'allowance', 'minimum')
      expect(await resultsOn(page)).toEqual(['能申请高龄津贴（示例）', '低保照领（示例）', '能享受老年人优待'])
      await page.click('button:has-text("老人今年多大岁数")')
      await choose(page, 'age', 'from90')
      expect(await answersOn(page)).toEqual(['90 到 99 岁', '是', '领低保'])
      expect([...addresses]).toEqual([`${site().url}/checkers/gaoling-jintie/`])
      expect(site().stdout()).not.toMatch(/from80|from90|minimum/)
    }))
})

describe('with script', () => {
  const site = useSite('node')
  const browser = useBrowser()

  test('whoever leaves a sensitive checker does not come back to it with the back button', () =>
    asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      await page.goto(`${site().url}/about/`)
      await page.goto(`${site().url}/checkers/gaoling-jintie/`)
      await page.click('a.leave')
      await page.waitForURL(`${site().url}/`)
      await page.goBack()
      expect(new URL(page.url()).pathname).toBe('/about/')
    }))
})
