import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings, contrastOnly, everyRule } from '../support/axe.ts'
import { asVisitor, main, useBrowser } from '../support/browser.ts'
import { hostNames } from '../support/build.ts'
import { signedIn } from '../support/desk-browser.ts'
import { useSite } from '../support/hosts.ts'
import { asStaff } from '../support/people.ts'
import { registerOf } from '../support/signin-people.ts'

describe.each(hostNames)('on %s', (name) => {
  let steward = { cookie: '' }
  let lead = { cookie: '' }
  const site = useSite(name, {
    prepare: async (client) => {
      const register = registerOf(client)
      steward = (await asStaff(register, { role: 'steward', name: '周明' })).headers
      lead = (await asStaff(register, { role: 'team_lead', scope: 'duiji-huayuan', name: '张卫国' })).headers
    },
  })
  const browser = useBrowser()
  const asSomebody = (javaScriptEnabled: boolean, headers: { cookie: string } | null, act: (page: Page) => Promise<void>) =>
    asVisitor(browser(), { javaScriptEnabled }, async (context) => {
      if (headers) await signedIn(context, site().url, headers)
      await act(await context.newPage())
    })

  test.each([
    ['with script', true, '李芳'],
    ['without script', false, '王芳'],
  ])('%s, a new colleague signs in with the slip, and is out when the service ends', async (_, javaScriptEnabled, person) => {
    await asSomebody(javaScriptEnabled, steward, async (page) => {
      await page.goto(`${site().url}/desk/staff/`)
      await page.fill('[name=name]', person)
      await page.check('[name=role][value=grid_worker]')
      await page.locator('form[action="/desk/staff/"] [type=submit]').click()
      await page.locator('.error-summary').waitFor()
      expect(await page.inputValue('[name=name]')).toBe(person)
      await page.selectOption('[name=grid]', 'g2')
      await page.locator('form[action="/desk/staff/"] [type=submit]').click()
      await page.waitForURL('**/?done=added')
      expect(await main(page)).toContain('网格员（第二网格）')
      await page.locator('form[action$="/slips/"] [type=submit]').click()
      const slip = (await page.locator('.slip .code').textContent()) ?? ''
      const address = page.url().replace('slips/', '')

      await asSomebody(javaScriptEnabled, null, async (phone) => {
        await phone.goto(`${site().url}/signin/`)
        await phone.fill('[name=code]', slip)
        await phone.locator('form[action="/signin/"] [type=submit]').click()
        await phone.waitForURL('**/staff/second-factor/**')
        await page.goto(address)
        await page.locator('summary', { hasText: '结束服务' }).click()
        await page.locator('form[action$="/ending/"] [type=submit]').click()
        await page.waitForURL('**/?done=ended')
        await phone.goto(`${site().url}/desk/`)
        expect(new URL(phone.url()).pathname).toMatch(/^\/(signin|staff\/verify)\/$/)
      })

      await page.goto(`${site().url}/desk/audit/`)
      await page.selectOption('[name=act]', 'staff.manage')
      await page.locator('form.search [type=submit]').click()
      const ended = page.locator('.list tr', { hasText: '管理工作人员：结束服务' }).filter({ hasText: person })
      await ended.waitFor()
      expect(page.url()).not.toContain(encodeURIComponent(person))
    })
  })

  const pages = async (page: Page, query: string, look: () => Promise<void>) => {
    await page.goto(`${site().url}/${query}`)
    for (const path of ['/desk/', '/desk/staff/', '/desk/audit/', '/desk/audit/?from=gestern']) {
      await page.goto(site().url + path)
      await look()
    }
    await page.goto(`${site().url}/desk/staff/`)
    await page.locator('form[action="/desk/staff/"] [type=submit]').click()
    await page.locator('.error-summary').waitFor()
    await look()
    await page.locator('main .list a').first().click()
    await page.locator('form[action$="/slips/"]').waitFor()
    await look()
    await page.locator('form[action$="/slips/"] [type=submit]').click()
    await page.locator('.slip').waitFor()
    await look()
  }

  test.runIf(name === 'node').each(['', '?elder=1'])('the pages have nothing axe objects to, by day and in the dark %s', async (query) => {
    await asSomebody(true, steward, async (page) => {
      await pages(page, query, async () => {
        expect(await axeFindings(page, everyRule)).toEqual([])
        await page.emulateMedia({ colorScheme: 'dark' })
        expect(await axeFindings(page, contrastOnly)).toEqual([])
        await page.emulateMedia({ colorScheme: 'light' })
      })
    })
    await asSomebody(true, lead, async (page) => {
      await page.goto(`${site().url}/desk/`)
      expect(await main(page)).toContain('现在请照旧登记在纸上。')
      expect(await axeFindings(page, everyRule)).toEqual([])
    })
  })
})
