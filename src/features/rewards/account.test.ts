import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sampleBooks } from '../../../functions/db/sample-rewards.ts'
import { callsOf, drawn } from '../../../tests/support/desk.ts'
import { asStaff, household, resident } from '../../../tests/support/people.ts'
import { givePoints, redeemIn } from '../../../tests/support/rewards.ts'
import { freshKey } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { PublishedMonth } from './account.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const path = '/public-account/'
const account = async (where = path) => {
  const { status, page } = await drawn(site.request(where))
  return { status, ...(page as { months: PublishedMonth[]; differences: object[]; month: string | null; problem?: { sentence: string } }) }
}

/** One household earns 600 and redeems them, another earns 150. */
const aMonth = async () => {
  const me = await resident(site, { name: '王秀英' })
  const desk = await asStaff(site, { role: 'desk' })
  const id = await redeemIn(site, { household: me.household, resident: me.id })
  await site.postForm(`/desk/redemptions/${id}/`, { request_key: freshKey() }, desk.headers)
  await givePoints(site, await household(site, ['6', '1', '101']), 150)
}

describe('the public account', () => {
  test('has nothing to say before there is anything, and no month', async () => {
    expect(await account()).toMatchObject({ status: 200, months: [], differences: [] })
    expect(await account(`${path}2026-11/`)).toMatchObject({
      status: 404,
      month: null,
      problem: { sentence: '这个月没有公示。请从下面的月份里选。' },
    })
  })

  test('says what was issued, redeemed and is outstanding, what it may cost, and of how many households', async () => {
    await aMonth()
    const { months, differences } = await account(`${path}2026-11/`)
    expect(differences).toEqual([])
    expect(months).toEqual([
      {
        month: '2026-11',
        issued: 750,
        redeemed: 600,
        expired: 0,
        outstanding: 150,
        liability_fen: 498,
        earning_households: 2,
        redeeming_households: 1,
        rewards: [{ title: '洗衣液 2 公斤装', handed_out: 1, cost_fen: 1990, stock: 0 }],
      },
    ])
  })

  test('a month carries on what the one before left, and what is corrected counts when it is corrected', async () => {
    await aMonth()
    const { rows } = await site.client.execute('SELECT id FROM redemptions')
    site.state.now = Date.parse('2026-12-01T08:00:00+08:00')
    const { headers } = await asStaff(site, { role: 'steward' })
    await site.postForm(`/desk/redemptions/${rows[0]?.['id']}/correction/`, { reason: 'not_taken', request_key: freshKey() }, headers)
    const { months } = await account()
    expect(months).toMatchObject([
      { month: '2026-12', issued: 0, redeemed: -600, outstanding: 750, rewards: [{ handed_out: -1, stock: 1 }] },
      { month: '2026-11', issued: 750, redeemed: 600, outstanding: 150, rewards: [{ handed_out: 1, stock: 0 }] },
    ])
  })

  test('is read once in five minutes, and may be kept as long', async () => {
    await aMonth()
    expect(await callsOf(site, () => account())).toBe(1)
    await givePoints(site, 'h9', 50)
    expect(await callsOf(site, () => account(`${path}2026-11/`))).toBe(0)
    expect((await account()).months[0]?.issued).toBe(750)
    site.state.now += 5 * 60_000
    expect((await account()).months[0]?.issued).toBe(800)
    expect((await site.request(path)).headers.get('cache-control')).toBe('public, max-age=300')
  })

  test('of later months adds to what it has seen of the earlier ones, and comes to what a fresh reader finds', async () => {
    await aMonth()
    await account()
    for (const moment of ['2026-12-01T00:30:00+08:00', '2026-12-20T10:00:00+08:00', '2027-02-01T10:00:00+08:00']) {
      site.state.now = Date.parse(moment)
      await givePoints(site, `home of ${moment}`, 100)
      await account()
    }
    site.state.now += 5 * 60_000
    const { headers } = await asStaff(site, { role: 'steward' })
    const fresh = await drawn(site.request('/desk/account/', { headers }))
    const seen = await account()
    expect(seen.differences).toEqual([])
    expect(seen.months.map(({ month, issued, outstanding }) => [month, issued, outstanding])).toEqual([
      ['2027-02', 100, 450],
      ['2027-01', 0, 350],
      ['2026-12', 200, 350],
      ['2026-11', 750, 150],
    ])
    expect(seen.months).toEqual(fresh.page['months'])
  })

  test('shows a stored total that is not what the entries come to', async () => {
    await aMonth()
    await site.client.execute('DROP TRIGGER accounts_move_by_a_transfer')
    await site.client.execute("UPDATE ledger_accounts SET credits_posted = credits_posted + 7 WHERE unit = 'points' AND kind = 'household'")
    expect((await account()).differences).toEqual([{ what: '各户手里的积分', recomputed: 150, stored: 164 }])
  })

  test('of the sample is half a year in which everything adds up', async () => {
    const homes = Array.from({ length: 300 }, (_, place) => `home-${place}`)
    await site.database.write(sampleBooks({ site: site.state.catalogue.site, now: site.state.now }, homes))
    const { months, differences } = await account()
    expect(differences).toEqual([])
    expect(months.map(({ month }) => month)).toEqual(['2026-11', '2026-10', '2026-09', '2026-08', '2026-07', '2026-06'])
    for (const { issued, outstanding } of months) expect(Math.min(issued, outstanding)).toBeGreaterThan(10_000)
    for (const { redeemed } of months.slice(0, -1)) expect(redeemed).toBeGreaterThan(1000)
  })
})

describe('the export', () => {
  test('is a sheet for a spreadsheet, written down in the audit log', async () => {
    await aMonth()
    const { id, headers } = await asStaff(site, { role: 'steward' })
    const csv = await site.postForm('/desk/account/', { format: 'csv' }, headers)
    const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(await csv.arrayBuffer())
    expect(text.split('\r\n').slice(1)).toEqual(['2026-11,750,2,600,1,0,150,4.98,,,,', '2026-11,,,,,,,,洗衣液 2 公斤装,1,19.90,0', ''])
    expect(text.startsWith('\ufeff月份,发出积分')).toBe(true)
    expect(csv.headers.get('content-disposition')).toBe('attachment; filename="public-account.csv"')
    const xlsx = await site.postForm('/desk/account/', { format: 'xlsx' }, headers)
    expect([...new Uint8Array(await xlsx.arrayBuffer()).slice(0, 2)]).toEqual([0x50, 0x4b])
    const { rows } = await site.client.execute({ sql: 'SELECT act, detail FROM audit_log WHERE actor = ?', args: [id] })
    expect(rows.map((row) => ({ ...row }))).toEqual(['csv', 'xlsx'].map((detail) => ({ act: 'account.export', detail })))
  })
})
