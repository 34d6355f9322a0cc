import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { cast, type Person, person } from '../support/cast.ts'
import { useSite } from '../support/hosts.ts'

const form = '/activities/fangzha-qingjingju/2026-12-05/signup/'
const sendButton = 'main form [type=submit]'

const fill = async (page: Page, { name, phone }: Person, people: number) => {
  await page.fill('[name=name]', name)
  await page.fill('[name=phone]', phone)
  await page.check(`[name=party_size][value="${people}"]`)
}

/** The code as it stands on the receipt, `K7M-4TP`. */
const codeOn = async (page: Page) => (await page.locator('.code').textContent())?.trim() ?? ''

describe.each(hostNames)('on %s', (name) => {
  const site = useSite(name)
  const browser = useBrowser()

  describe.each([
    { script: 'with script', javaScriptEnabled: true, host: 0 },
    { script: 'without script', javaScriptEnabled: false, host: 100 },
  ])('$script', ({ javaScriptEnabled, host }) => {
    const someone = (place: number) => person(host + place)

    test('a resident signs up on a small phone, finds the signup again, changes the party and cancels', async () => {
      await asVisitor(browser(), { javaScriptEnabled }, async (context) => {
        const page = await context.newPage()
        await page.goto(`${site().url}/activities/fangzha-qingjingju/`)
        await page.locator(`a[href="${form}"]`).first().click()
        await fill(page, someone(1), 2)
        await page.click(sendButton)
        await page.waitForURL('**/signups/current/**')
        expect(await page.locator('h1').textContent()).toContain('报名成功')
        const code = await codeOn(page)
        expect(code).toMatch(/^[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}$/)
        expect(page.url()).not.toContain(code.replace('-', ''))

        await context.clearCookies()
        await page.goto(`${site().url}/signups/`)
        await page.fill('[name=code]', code.toLowerCase())
        await page.fill('[name=phone]', someone(1).phone.replace(/^(\d{3})(\d{4})/, '$1 $2 '))
        await page.click(sendButton)
        await page.waitForURL('**/signups/current/**')
        expect(await codeOn(page)).toBe(code)

        await page.getByText('改人数', { exact: true }).click()
        await page.check('[name=party_size][value="1"]')
        await page.click('[value=change]')
        await page.waitForURL('**done=changed')
        expect(await page.locator('.receipt').textContent()).toContain('1 人')

        await page.getByText('取消报名', { exact: true }).click()
        await page.click('[value=cancel]')
        await page.waitForURL('**done=cancelled')
        expect(await page.locator('h1').textContent()).toContain('已取消')
        expect(await page.locator('main').textContent()).toContain('已经取消，名额让给了后面的人。')
      })
    })

    test('what was typed stays, and each mistake is named beside its field and in a linked list', async () => {
      await asVisitor(browser(), { javaScriptEnabled }, async (context) => {
        const page = await context.newPage()
        await page.goto(site().url + form)
        await page.fill('[name=name]', someone(2).name)
        await page.fill('[name=phone]', '1381234')
        await page.click(sendButton)
        const summary = page.locator('.error-summary')
        await summary.waitFor()
        const sentence = '电话号码不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000。'
        expect(await summary.locator('a[href="#phone"]').textContent()).toBe(sentence)
        expect(await page.locator('#phone-error').textContent()).toContain(sentence)
        expect(await page.getAttribute('#phone', 'aria-invalid')).toBe('true')
        expect(await page.inputValue('[name=name]')).toBe(someone(2).name)
        expect(await page.inputValue('[name=phone]')).toBe('1381234')

        await page.fill('[name=phone]', someone(2).phone)
        await page.click(sendButton)
        await page.waitForURL('**/signups/current/**')
        expect(await page.locator('h1').textContent()).toContain('报名成功')
      })
    })

    test('a phone that has signed up already is told so, with what to do', async () => {
      await asVisitor(browser(), { javaScriptEnabled }, async (context) => {
        const page = await context.newPage()
        for (const expected of ['**/signups/current/**', `**${form}`]) {
          await page.goto(site().url + form)
          await fill(page, someone(3), 1)
          await page.click(sendButton)
          await page.waitForURL(expected)
        }
        const summary = page.locator('.error-summary')
        await summary.waitFor()
        expect(await summary.textContent()).toContain('这个电话已经报过这一场了。')
      })
    })

    test('a browser that keeps no cookies gets its receipt all the same', async () => {
      await asVisitor(browser(), { javaScriptEnabled }, async (context) => {
        const page = await context.newPage()
        await page.goto(site().url + form)
        await fill(page, someone(4), 1)
        await context.clearCookies()
        await page.click(sendButton)
        await page.locator('.code').waitFor()
        expect(await codeOn(page)).toMatch(/^\S{3}-\S{3}$/)
      })
    })
  })

  test('with script, a lost answer keeps what was typed, and pressing again does not sign up twice', async () => {
    await asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      await page.goto(site().url + form)
      await page.waitForLoadState('networkidle')
      await fill(page, cast.aygul, 2)
      let lost = 0
      await page.route(`**${form}`, async (route) => {
        if (route.request().method() !== 'POST' || lost++ > 0) return route.continue()
        await route.fetch()
        await route.abort('connectionreset')
      })
      await page.click(sendButton)
      const summary = page.locator('.error-summary')
      await summary.waitFor()
      expect(await summary.textContent()).toContain('没有收到回音，可能是网络不好。您填的都还在')
      expect(await page.inputValue('[name=name]')).toBe(cast.aygul.name)
      await page.click(sendButton)
      await page.waitForURL('**/signups/current/**')
      expect(await page.locator('h1').textContent()).toContain('报名成功')
    })
  })

  test('with script, the places left follow what others take', async () => {
    await asVisitor(browser(), {}, async (context) => {
      const page = await context.newPage()
      await page.clock.install()
      await page.goto(site().url + form)
      await page.waitForLoadState('networkidle')
      const said = async () => Number(/还有 (\d+) 个名额/.exec((await page.locator('.availability').textContent()) ?? '')?.[1])
      const before = await said()
      await asVisitor(browser(), { javaScriptEnabled: false }, async (other) => {
        const theirs = await other.newPage()
        await theirs.goto(site().url + form)
        await fill(theirs, cast.li, 2)
        await theirs.click(sendButton)
        await theirs.waitForURL('**/signups/current/**')
      })
      await page.clock.runFor(25_000)
      await expect.poll(said, { timeout: 10_000 }).toBe(before - 2)
    })
  })
})
