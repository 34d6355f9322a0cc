import { createClient } from '@libsql/client/web'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createDatabase } from '../../../functions/db/client.ts'
import { openRemoteDatabase } from '../../../tests/support/database-server.ts'
import { asStaff, type NewStaff } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { StaffActor } from '../../kernel/actor.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Database } from '../../kernel/database.ts'
import { secondFactorLastsMs } from '../second-factor/limits.ts'
import { NotSignedIn, staffRead, staffWrite } from './store.server.ts'

/** The site's own file, and a libSQL server behind HTTP: each words its errors in its own way. */
const stores = {
  'an embedded file': async () => {
    const site = await openSite()
    return { site, database: site.database, close: async () => site.close() }
  },
  'a server over HTTP': async () => {
    const { client, url, close } = await openRemoteDatabase()
    const local = await openSite()
    const database = createDatabase(() => createClient({ url }), { tries: 3, first_wait_ms: 5, for_ms: 6000 })
    return { site: { ...local, client, database }, database, close: () => close().finally(local.close) }
  },
}

describe.each(Object.entries(stores))('on %s', (_, openStore) => {
  let store: { site: TestSite; database: Database; close(): Promise<void> }
  beforeAll(async () => {
    store = await openStore()
  }, 60_000)
  afterAll(() => store.close())

  const contextOf = async (actor: RequestContext['actor'], changes: Partial<RequestContext> = {}): Promise<RequestContext> => ({
    catalogue: store.site.state.catalogue,
    database: store.database,
    vault: await store.site.host.vault(),
    sms: null,
    actor,
    now: store.site.state.now,
    newId: () => crypto.randomUUID(),
    random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
    client: async () => 'client',
    servedFile: async () => null,
    afterwards: () => {},
    ...changes,
  })

  /** A member of staff as the cookie says it, with the session the database has. */
  const staffMember = async (staff: NewStaff = { role: 'desk' }): Promise<StaffActor> => {
    const { id } = await asStaff(store.site, staff)
    const { rows } = await store.site.client.execute({ sql: 'SELECT id FROM sessions WHERE subject = ?', args: [id] })
    const { role, scope = null, name = '赵敏' } = staff
    return { kind: 'staff', session: String(rows[0]?.['id']), staff: id, name, role, scope, second_factor_at: store.site.state.now }
  }

  let marks = 0
  const mark = () => `mark-${++marks}`
  const insertMark = (kind: string) => ({
    sql: "INSERT INTO attempts (kind, who, window_start, tries) VALUES (:kind, 'who', 1, 1)",
    args: { kind },
  })
  const linesAbout = async (id: string) => {
    const { rows } = await store.site.client.execute({
      sql: 'SELECT actor, role, act, subject_kind, subject, detail, at FROM audit_log WHERE subject = ?',
      args: [id],
    })
    return rows.map((row) => ({ ...row }))
  }
  const marksOf = async (kind: string) =>
    Number((await store.site.client.execute({ sql: 'SELECT count(*) AS n FROM attempts WHERE kind = ?', args: [kind] })).rows[0]?.['n'])

  test('an act of staff is one line of the audit log and its statements, whose results come back', async () => {
    const actor = await staffMember()
    const name = mark()
    const results = await staffWrite(
      await contextOf(actor),
      'household.read',
      { kind: 'household', id: name },
      [insertMark(name), { sql: 'SELECT :word AS word', args: { word: '好' } }],
      'why',
    )
    expect(results.map(({ rows, rows_written }) => [rows.length, rows_written])).toEqual([
      [0, 1],
      [1, 0],
    ])
    expect(results[1]?.rows[0]?.['word']).toBe('好')
    expect(await linesAbout(name)).toEqual([
      {
        actor: actor.staff,
        role: 'desk',
        act: 'household.read',
        subject_kind: 'household',
        subject: name,
        detail: 'why',
        at: store.site.state.now,
      },
    ])
  })

  test.each(['王芳', '19900000001', '199-0000-0001', '0571-88880000', '3栋2单元501', '', 'x'.repeat(161)])(
    '%j typed in the place of an id is not written down',
    async (typed) => {
      const actor = await staffMember()
      await staffWrite(await contextOf(actor), 'household.find', { kind: 'resident', id: typed }, [])
      const { rows } = await store.site.client.execute({ sql: 'SELECT subject FROM audit_log WHERE actor = ?', args: [actor.staff] })
      expect(rows.map(({ subject }) => subject)).toEqual([''])
    },
  )

  test.each(['00000000-0000-4000-8000-000000000001', 'tea/2026-11-28', '2026-11-16', 'soap/lobby', 'Ab_3-x'])(
    '%j is an id, and is',
    async (id) => {
      const actor = await staffMember()
      await staffWrite(await contextOf(actor), 'household.find', { kind: 'resident', id }, [])
      const { rows } = await store.site.client.execute({ sql: 'SELECT subject FROM audit_log WHERE actor = ?', args: [actor.staff] })
      expect(rows.map(({ subject }) => subject)).toEqual([id])
    },
  )

  test('whom an act is about may be found in the batch itself', async () => {
    const actor = await staffMember()
    const sql = '(SELECT staff.id FROM staff WHERE staff.id = :about)'
    await staffWrite(await contextOf(actor), 'card.issue', { kind: 'staff', sql, args: { about: actor.staff } }, [])
    expect(await linesAbout(actor.staff)).toHaveLength(1)
  })

  test('a batch that is sent twice leaves one line', async () => {
    const actor = await staffMember()
    const name = mark()
    const twice: Database = {
      ...store.database,
      write: async (batch) => {
        await store.database.write(batch)
        return store.database.write(batch)
      },
    }
    await staffWrite(await contextOf(actor, { database: twice }), 'household.read', { kind: 'household', id: name }, [])
    expect(await linesAbout(name)).toHaveLength(1)
  })

  const hour = 3_600_000
  const change = (sql: string, actor: StaffActor) =>
    store.site.client.execute({ sql, args: sql.includes(':staff') ? { staff: actor.staff } : { session: actor.session } })
  const troubles: [string, NewStaff, (actor: StaffActor) => Promise<unknown>, Partial<StaffActor>, number][] = [
    ['whose session was ended', { role: 'desk' }, (a) => change('UPDATE sessions SET ended_at = 1 WHERE id = :session', a), {}, 0],
    ['whose session has expired', { role: 'desk' }, (a) => change('UPDATE sessions SET expires_at = 2 WHERE id = :session', a), {}, 0],
    ['whose second factor is twelve hours old', { role: 'desk' }, async () => {}, {}, secondFactorLastsMs],
    ['who never gave a second factor', { role: 'desk', verified: false }, async () => {}, {}, 0],
    ['whose role is another by now', { role: 'desk' }, (a) => change("UPDATE staff SET role = 'station' WHERE id = :staff", a), {}, 0],
    [
      'whose grid is another by now',
      { role: 'grid_worker', scope: 'g1' },
      (a) => change("UPDATE staff SET scope = 'g2' WHERE id = :staff", a),
      {},
      0,
    ],
    ['who has left service', { role: 'desk' }, (a) => change('UPDATE staff SET ended_at = 1 WHERE id = :staff', a), {}, 0],
    ['with a session nobody knows', { role: 'desk' }, async () => {}, { session: 'made up' }, 0],
    ['who claims to be a steward', { role: 'desk' }, async () => {}, { role: 'steward' }, 0],
  ]

  test.each(troubles)('of somebody %s, nothing is written or read', async (_title, staff, happen, claims, later) => {
    const actor = { ...(await staffMember(staff)), ...claims }
    await happen(actor)
    const name = mark()
    const context = await contextOf(actor, { now: store.site.state.now + later })
    const act = staffWrite(context, 'household.read', { kind: 'household', id: name }, [insertMark(name)])
    await expect(act).rejects.toThrow(NotSignedIn)
    expect(await linesAbout(name)).toEqual([])
    expect(await marksOf(name)).toBe(0)
    await expect(staffRead(context, [{ sql: 'SELECT 1 AS one', args: {} }])).rejects.toThrow(NotSignedIn)
  })

  test('up to the last moment of the twelve hours it works, and a read leaves no line', async () => {
    const actor = await staffMember()
    const context = await contextOf(actor, { now: store.site.state.now + 12 * hour - 1 })
    const [result] = await staffRead(context, [{ sql: 'SELECT 1 AS one', args: {} }])
    expect(result?.rows[0]?.['one']).toBe(1)
    await expect(staffWrite(context, 'desk.open', { kind: 'x', id: mark() }, [])).resolves.toEqual([])
  })

  test('somebody who is not staff is nobody here', async () => {
    const context = await contextOf({ kind: 'resident', session: 's', resident: 'r' })
    await expect(staffRead(context, [])).rejects.toThrow(NotSignedIn)
    await expect(staffWrite(context, 'desk.open', { kind: 'x', id: 'y' }, [])).rejects.toThrow(NotSignedIn)
  })

  test('another failure of the batch is not taken for a lost session, and leaves no line', async () => {
    const actor = await staffMember()
    const name = mark()
    const failing = staffWrite(await contextOf(actor), 'household.read', { kind: 'household', id: name }, [
      { sql: "INSERT INTO staff (id, name, role, created_at, created_by) VALUES ('x', 'x', 'king', 1, 'x')", args: {} },
    ])
    await expect(failing).rejects.toThrow(/role_is_known/)
    await expect(failing).rejects.not.toThrow(NotSignedIn)
    expect(await linesAbout(name)).toEqual([])
  })
})
