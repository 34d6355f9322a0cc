import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { guardianNeeded, led, mayActFor, somebody } from '../../../tests/support/mine.ts'
import { asStaff } from '../../../tests/support/people.ts'
import { redeemIn } from '../../../tests/support/rewards.ts'
import { rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const wang = { name: '王芳', phone: '19900000001' }
const understood = { understood: 'yes' }

/** Every cell of every table, as text. */
const everyCell = async () => {
  const tables = await rowsOf(site, "SELECT name FROM sqlite_schema WHERE type = 'table'")
  const cells: { table: string; column: string; text: string }[] = []
  for (const { name } of tables)
    for (const row of await rowsOf(site, `SELECT * FROM "${String(name)}"`))
      for (const [column, value] of Object.entries(row)) cells.push({ table: String(name), column, text: String(value) })
  return cells
}

const find = async (traces: string[]) => {
  const cells = await everyCell()
  return cells.filter(({ text }) => traces.some((trace) => text.includes(trace))).map(({ table, column }) => `${table}.${column}`)
}

const totals = 'SELECT confirmed_places, confirmed_desk_places, waiting_places FROM signup_pools ORDER BY activity, occurrence'
const recount = `SELECT
    SUM(CASE WHEN confirmed_at IS NOT NULL AND cancelled_at IS NULL THEN party_size ELSE 0 END) AS confirmed_places,
    SUM(CASE WHEN confirmed_at IS NOT NULL AND cancelled_at IS NULL AND channel = 'desk' THEN party_size ELSE 0 END) AS confirmed_desk_places,
    SUM(CASE WHEN confirmed_at IS NULL AND cancelled_at IS NULL THEN party_size ELSE 0 END) AS waiting_places
  FROM signups GROUP BY activity, occurrence ORDER BY activity, occurrence`

const people = "SELECT SUM(CASE WHEN kind IN ('left', 'moved_out', 'deleted') THEN -people ELSE people END) AS people FROM household_events"

/** 王芳 with everything a resident can have, and what the database knows her by. */
const wholeLife = async () => {
  const me = await somebody(site, wang)
  const child = await somebody(site, { name: '王小宝', relation: 'child', under_14_until: '2030-01-01' })
  const aunt = await somebody(site, { name: '王大姐', door: ['3', '2', '502'] })
  const staff = await asStaff(site, { role: 'desk' })
  await mayActFor(site, me.id, child.id, 'guardian')
  await mayActFor(site, aunt.id, me.id)
  const signups = [await me.signUp(2), await me.signUp(1, child.id), await aunt.signUp(1, me.id, '2026-12-05')]
  await me.post('/me/details/', { act: 'tag', tag: 'families', consent: 'yes', notice_version: '2026-11' })
  await me.post('/me/details/', { act: 'person', name: '王芳芳' })
  await me.post('/me/details/', { act: 'person', name: wang.name })
  await me.post('/me/details/', { act: 'phone', phone: '19900000009' })
  await me.post('/me/family/', { act: 'invitation', phone: '19900000077' })
  const { now } = site.state
  const fill = (sql: string, args: Record<string, string | number>) => site.client.execute({ sql, args })
  await fill(`INSERT INTO resident_cards (fingerprint, resident, issued_at, issued_by) VALUES ('card', :id, :now, 'staff:x')`, {
    id: me.id,
    now,
  })
  await fill(
    `INSERT INTO signin_codes (id, selector, secret, channel, subject_kind, subject, issued_at, issued_by, expires_at)
      VALUES ('code', 'selector', 'secret', 'slip', 'resident', :id, :now, 'staff:x', :now)`,
    { id: me.id, now },
  )
  await redeemIn(site, { household: me.household, resident: me.id })
  await fill('UPDATE staff SET resident = :id WHERE id = :staff', { id: me.id, staff: staff.id })
  await fill(`INSERT INTO attendance_marks (signup, came_places, at, actor) VALUES (:signup, 2, :now, 'staff:x')`, {
    signup: signups[0] ?? '',
    now,
  })
  const rows = await rowsOf(site, `SELECT name, name_fingerprint, phone, phone_fingerprint FROM residents WHERE id = '${me.id}'`)
  const own = await rowsOf(
    site,
    `SELECT contact, code_fingerprint, phone_fingerprint, request_key, request_digest FROM signups WHERE resident = '${me.id}'`,
  )
  const devices = await rowsOf(site, `SELECT id, token FROM sessions WHERE subject = '${me.id}'`)
  const traces = [...rows, ...own, ...devices].flatMap((row) => Object.values(row)).filter((value) => value !== null)
  return { me, child, aunt, staff, traces: [me.id, wang.name, wang.phone, ...traces.map(String)] }
}

describe('whoever is deleted', () => {
  test('is in no cell of any table, in clear, sealed or by fingerprint', async () => {
    const { me, traces } = await wholeLife()
    expect(new Set((await find(traces)).map((cell) => cell.split('.')[0]))).toEqual(
      new Set([
        'residents',
        'resident_tags',
        'representations',
        'resident_cards',
        'signin_codes',
        'sessions',
        'signups',
        'redemptions',
        'staff',
        'attempts',
      ]),
    )
    expect(led(await me.post('/me/delete/', understood))).toEqual([303, '/me/deleted/'])
    expect(await find(traces)).toEqual([])
  })

  test('leaves the audit log what staff did, with an id that leads nowhere', async () => {
    const { me, traces } = await wholeLife()
    await site.client.execute({
      sql: `INSERT INTO audit_log (request, at, actor, role, act, subject_kind, subject) VALUES ('r', 1, 'staff-1', 'desk', 'household.read', 'resident', :id)`,
      args: { id: me.id },
    })
    await me.post('/me/delete/', understood)
    expect(await find(traces)).toEqual(['audit_log.subject'])
    expect(await find([me.id])).toEqual(['audit_log.subject'])
  })

  test('leaves every count as it adds up, and the places to those who wait', async () => {
    const { me, child } = await wholeLife()
    const late = await somebody(site, { name: '李建国', door: ['3', '2', '601'] })
    const tea = site.state.catalogue.activities['tea']?.signup
    if (tea) Object.assign(tea, { capacity_places: 3 })
    const waiting = await late.signUp(2)
    expect(await rowsOf(site, `SELECT confirmed_at FROM signups WHERE id = '${waiting}'`)).toEqual([{ confirmed_at: null }])
    await site.client.execute({
      sql: `INSERT INTO household_events (household, kind, people, at, actor)
        SELECT household, 'created', COUNT(*), :now, 'staff:x' FROM residents GROUP BY household`,
      args: { now: site.state.now },
    })
    await me.post('/me/delete/', understood)
    expect(await rowsOf(site, totals)).toEqual(await rowsOf(site, recount))
    expect(await rowsOf(site, `SELECT confirmed_at FROM signups WHERE id = '${waiting}'`)).toEqual([{ confirmed_at: site.state.now }])
    expect(await rowsOf(site, "SELECT household, people, at, actor FROM household_events WHERE kind = 'deleted'")).toEqual([
      { household: me.household, people: 1, at: site.state.now, actor: 'self' },
    ])
    expect(await rowsOf(site, people)).toEqual(await rowsOf(site, 'SELECT COUNT(*) AS people FROM residents'))
    expect(await rowsOf(site, 'SELECT came_places FROM attendance_marks')).toEqual([{ came_places: 2 }])
    expect(await rowsOf(site, `SELECT ended_at FROM households WHERE id = '${me.household}'`)).toEqual([{ ended_at: null }])
    expect((await child.show('/me/')).page.mine.signups).toMatchObject([{ state: 'confirmed', contact: { code: expect.any(String) } }])
  })

  test('is signed out on every device, and stays staff', async () => {
    const { me, staff } = await wholeLife()
    const answer = await me.post('/me/delete/', understood)
    expect(answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])).toEqual(['session=', 'session_proof='])
    expect(led(await site.request('/me/', { headers: me.headers }))).toEqual([303, '/signin/'])
    expect(await rowsOf(site, `SELECT resident, ended_at FROM staff WHERE id = '${staff.id}'`)).toEqual([
      { resident: null, ended_at: null },
    ])
    expect((await site.request('/me/deleted/')).status).toBe(200)
  })

  test('as the last one of the household ends it, and the door is free for the next', async () => {
    const me = await somebody(site, wang)
    await me.post('/me/delete/', understood)
    expect(await rowsOf(site, 'SELECT ended_at, ended_by FROM households')).toEqual([{ ended_at: site.state.now, ended_by: 'self' }])
    expect((await somebody(site, { name: '新住户' })).household).not.toBe(me.household)
  })
})

describe('nobody is deleted', () => {
  test('without saying that it is understood', async () => {
    const { me, traces } = await wholeLife()
    const before = await find(traces)
    const { status, page } = await me.refused('/me/delete/', {})
    expect({ status, problem: page.problem }).toEqual({
      status: 422,
      problem: {
        code: 'own_input_invalid',
        sentence: '有的地方没填对，请改好再提交。',
        fields: [{ field: 'understood', code: 'understood_missing', sentence: '要先在下面的方框里打勾，才能删除。' }],
      },
    })
    expect(await find(traces)).toEqual(before)
  })

  test('by a child under 14: its guardian comes', async () => {
    const child = await somebody(site, { name: '王小宝', under_14_until: '2030-01-01' })
    const { status, page } = await child.refused('/me/delete/', understood)
    expect([status, page.problem?.sentence]).toEqual([403, guardianNeeded])
    expect((await child.show('/me/')).page.mine.person.name).toBe('王小宝')
    expect(await rowsOf(site, 'SELECT * FROM household_events')).toEqual([])
  })

  test('from a device whose session has ended, however fresh its cookie', async () => {
    const { me, traces } = await wholeLife()
    await site.client.execute(`UPDATE sessions SET ended_at = 1, ended_by = 'self' WHERE subject = '${me.id}'`)
    const before = await find(traces)
    expect((await me.post('/me/delete/', understood)).status).toBe(401)
    expect(await find(traces)).toEqual(before)
  })
})
