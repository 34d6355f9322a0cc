import { expect, test } from 'vitest'
import { takePlaces } from '../support/api.ts'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { cast } from '../support/cast.ts'
import { useSite } from '../support/hosts.ts'

const site = useSite('edge')
const browser = useBrowser()
const form = '/activities/fangzha-qingjingju/2026-12-05/signup/'
const sentence = '系统暂时连不上，没有办成。请过几分钟再试，或打电话 0400-5550100，工作人员帮您办。'

test('while the database is away, reading goes on, forms say so and keep what was typed, and all is well afterwards', async () => {
  await site().withoutDatabase(async () => {
    expect((await fetch(`${site().url}/policies/`)).status).toBe(200)

    const refused = await takePlaces(site(), 'fangzha-qingjingju', '2026-12-05', cast.wang)
    expect(refused.status).toBe(503)
    expect(await refused.json()).toMatchObject({ code: 'database_unavailable', title: sentence, status: 503 })

    await asVisitor(browser(), { javaScriptEnabled: false }, async (context) => {
      const page = await context.newPage()
      expect((await page.goto(site().url + form))?.status()).toBe(503)
      await page.fill('[name=name]', cast.wang.name)
      await page.fill('[name=phone]', cast.wang.phone)
      await page.locator('main form [type=submit]').first().click()
      expect(await page.locator('.error-summary').textContent()).toContain(sentence)
      expect(await page.inputValue('[name=name]')).toBe(cast.wang.name)
      expect(await page.inputValue('[name=phone]')).toBe(cast.wang.phone)
    })
  })
  expect((await takePlaces(site(), 'fangzha-qingjingju', '2026-12-05', cast.wang)).status).toBe(201)
})
