import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { axeFindings, contrastOnly, everyRule } from '../support/axe.ts'
import { asVisitor, useBrowser } from '../support/browser.ts'
import { clippedThings } from '../support/clipping.ts'
import { signedIn } from '../support/desk-browser.ts'
import { useSite } from '../support/hosts.ts'
import { mayActFor } from '../support/mine.ts'
import { asResident, asStaff, resident } from '../support/people.ts'
import { registerOf } from '../support/signin-people.ts'

const widths = [320, 375, 414]
const fontSizesPx = [16, 24, 32]

/** A grandmother with everything a page of one's own can show. */
let grandmother = { cookie: '' }
let desk = { cookie: '' }
let deletion = ''
const site = useSite('node', {
  prepare: async (client) => {
    const register = registerOf(client)
    const me = await resident(register, { name: '王桂芳', phone: '19900000301', relation: 'head' })
    const boy = await resident(register, { name: '王小宝', relation: 'grandchild', under_14_until: '2030-01-01' })
    await resident(register, { name: '王小妹', relation: 'grandchild', under_14_until: '2031-01-01' })
    await resident(register, { name: '阿依古丽·买买提', phone: '19900000303', relation: 'spouse' })
    const aunt = await resident(register, { name: '李奶奶', phone: '19900000302', door: ['4', '', '101'] })
    await mayActFor(register, me.id, boy.id, 'guardian')
    await mayActFor(register, aunt.id, me.id)
    await mayActFor(register, me.id, aunt.id)
    await client.execute({ sql: 'UPDATE representations SET accepted_at = NULL WHERE beneficiary = ?', args: [aunt.id] })
    await client.execute({
      sql: "INSERT INTO resident_tags (resident, tag, notice_version, recorded_at, recorded_by) VALUES (?, 'older-people', '2026-11', 1, 'self')",
      args: [me.id],
    })
    for (const sql of [
      "INSERT INTO ledger_accounts (id, unit, kind, owner, guarded, opened_at) VALUES ('points/issuer/community', 'points', 'issuer', 'community', 0, 1)",
      `INSERT INTO ledger_accounts (id, unit, kind, owner, guarded, opened_at) VALUES ('points/household/${me.household}', 'points', 'household', '${me.household}', 1, 1)`,
      ...['single', 'pending'].map(
        (
          phase,
        ) => `INSERT INTO ledger_transfers (id, unit, debit_account, credit_account, amount, kind, phase, deadline, rule, at, actor, digest, detail)
          VALUES ('${phase}', 'points', 'points/issuer/community', 'points/household/${me.household}', 127, 'earn', '${phase}',
            ${phase === 'pending' ? 1e13 : 'NULL'}, '2026-07/厨余分类达标', ${Date.parse('2025-11-23T09:00:00+08:00')}, 'job', '', '12 @recycling-west')`,
      ),
    ])
      await client.execute(sql)
    await asResident(register, me.id)
    grandmother = await asResident(register, me.id)
    desk = (await asStaff(register, { role: 'desk' })).headers
    deletion = `/desk/deletions/${aunt.id}/`
  },
})
const browser = useBrowser()

const sendBack = async (page: Page, act: string) => {
  await page.click(`[value=${act}]`)
  await page.locator('.error-summary').waitFor()
}

const pages: { name: string; address: string; reach?: (page: Page) => Promise<void> }[] = [
  { name: 'my page', address: '/me/' },
  { name: 'my points', address: '/me/points/' },
  { name: 'what is stored', address: '/me/data/' },
  { name: 'my details', address: '/me/details/' },
  {
    name: 'my details, sent back',
    address: '/me/details/',
    reach: async (page) => {
      await page.fill('[name=name]', '')
      await sendBack(page, 'person')
    },
  },
  { name: 'the family', address: '/me/family/' },
  { name: 'the family, sent back', address: '/me/family/', reach: (page) => sendBack(page, 'guardian') },
  { name: 'deleting myself', address: '/me/delete/' },
  { name: 'a signup that is not mine', address: '/me/signups/nowhere/' },
  { name: 'deleting somebody at the desk', address: '/me/', reach: (page) => page.goto(site().url + deletion).then(() => undefined) },
  {
    name: 'my signup',
    address: '/me/',
    reach: async (page) => {
      const own = page.locator('a[href^="/me/signups/"]')
      if ((await own.count()) === 0) {
        await page.goto(`${site().url}/activities/fangzha-qingjingju/2026-12-05/signup/`)
        await page.locator('main form [type=submit]').first().click()
        await page.waitForURL('**/signups/current/**')
        await page.goto(`${site().url}/me/`)
      }
      await own.first().click()
      await page.locator('.receipt .code').waitFor()
    },
  },
]

describe.each(pages)('$name', ({ address, reach }) => {
  test.each([
    ['standard', ''],
    ['长辈版', '?elder=1'],
  ])('%s: axe objects to nothing, and nothing is cut at any width and size', (_, query) =>
    asVisitor(browser(), { isMobile: true, hasTouch: true }, async (context) => {
      await signedIn(context, site().url, grandmother)
      await signedIn(context, site().url, desk)
      const page = await context.newPage()
      await page.goto(site().url + address + query)
      await reach?.(page)
      expect(await axeFindings(page, everyRule)).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await axeFindings(page, contrastOnly)).toEqual([])
      const session = await page.context().newCDPSession(page)
      const cut: string[] = []
      for (const width of widths) {
        await page.setViewportSize({ width, height: 740 })
        for (const size of fontSizesPx) {
          await session.send('Page.setFontSizes', { fontSizes: { standard: size, fixed: size } })
          for (const thing of await page.evaluate(clippedThings)) cut.push(`${width} px, text of ${size} px: ${thing}`)
        }
      }
      expect(cut).toEqual([])
    }),
  )
})
