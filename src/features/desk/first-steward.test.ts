import { randomBytes, randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asStaff } from '../../../tests/support/people.ts'
import { postSlip } from '../../../tests/support/signin.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { letStewardIn, makeFirstSteward } from './first-steward.server.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const means = async () => ({
  database: site.database,
  vault: await site.host.vault(),
  now: site.state.now,
  newId: () => randomUUID(),
  random: (bytes: number) => new Uint8Array(randomBytes(bytes)),
})
const make = async (name: string) => makeFirstSteward(await means(), name)
const letIn = async (name = '') => letStewardIn(await means(), name)
const rows = async (sql: string) => (await site.client.execute(sql)).rows.map((row) => ({ ...row }))
const redeem = async (code: string) => {
  const answer = await postSlip(site, code)
  return `${answer.status} ${answer.headers.get('location')}`
}

describe('the first steward', () => {
  test('is made with a slip that leads to the second factor, and both are in the audit log', async () => {
    const made = await make('周明')
    if (!made.ok) throw new Error(made.refusal.code)
    expect(await redeem(made.value.code)).toBe('303 /staff/verify/')
    expect(await rows('SELECT name, role, scope, created_by FROM staff')).toEqual([
      { name: '周明', role: 'steward', scope: null, created_by: 'console' },
    ])
    const lines = await rows("SELECT actor, act, detail FROM audit_log WHERE subject = (SELECT id FROM staff) AND actor = 'console'")
    expect(lines).toEqual([
      { actor: 'console', act: 'staff.manage', detail: 'added' },
      { actor: 'console', act: 'slip.issue', detail: '' },
    ])
  })

  test('is made once, also by two at once; nothing is left of the other', async () => {
    const made = await Promise.all([make('周明'), make('吴强')])
    expect(made.map(({ ok }) => ok)).toEqual([true, false])
    expect(made[1]).toEqual({ ok: false, refusal: { code: 'stewards_exist', names: ['周明'] } })
    expect(await rows('SELECT count(*) AS n FROM staff')).toEqual([{ n: 1 }])
    expect(await rows('SELECT count(*) AS n FROM audit_log')).toEqual([{ n: 2 }])
    expect(await rows('SELECT count(*) AS n FROM signin_codes')).toEqual([{ n: 1 }])
  })

  test('is still the first when there are others of the staff', async () => {
    await asStaff(site, { role: 'desk' })
    expect((await make('周明')).ok).toBe(true)
  })
})

describe('a steward who lost the phone', () => {
  test('gets a new slip, and the old second factor and devices are over', async () => {
    const { id, headers } = await asStaff(site, { role: 'steward', name: '周明' })
    await site.client.execute("UPDATE staff SET totp_secret = 'sealed', totp_confirmed_at = 1")
    const let_in = await letIn()
    if (!let_in.ok) throw new Error(let_in.refusal.code)
    expect((await site.request('/desk/', { headers })).headers.get('location')).toBe('/staff/verify/')
    expect(await redeem(let_in.value.code)).toBe('303 /staff/verify/')
    expect(await rows(`SELECT act, detail FROM audit_log WHERE subject = '${id}' AND actor = 'console'`)).toEqual([
      { act: 'staff.manage', detail: 'second_factor_reset' },
      { act: 'slip.issue', detail: '' },
    ])
  })

  test('gets no slip when a later one is out', async () => {
    await asStaff(site, { role: 'steward', name: '周明' })
    site.state.now += 1
    const later = await letIn()
    site.state.now -= 1
    expect(await letIn()).toEqual({ ok: false, refusal: { code: 'slip_overtaken', names: ['周明'] } })
    expect(await redeem(later.ok ? later.value.code : '')).toBe('303 /staff/verify/')
  })

  test('says who it is where there are several', async () => {
    await asStaff(site, { role: 'steward', name: '周明' })
    site.state.now += 1
    await asStaff(site, { role: 'steward', name: '吴强' })
    expect(await letIn()).toEqual({ ok: false, refusal: { code: 'which_steward', names: ['周明', '吴强'] } })
    expect((await letIn('吴强')).ok).toBe(true)
    expect(await letIn('李芳')).toEqual({ ok: false, refusal: { code: 'steward_unknown', names: ['周明', '吴强'] } })
  })
})
