import { addDays, momentOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { readSpokenCode } from '../../kernel/spoken-code.ts'
import { doorInWords } from '../members/door.ts'
import { openResidentName } from '../members/reads.server.ts'
import { surnameOf } from '../members/surname.ts'
import { staffRead, staffWrite } from '../staff/store.server.ts'
import { codeFingerprint } from './code.server.ts'
import { reasonWord } from './copy.ts'
import { pickupCodeLength } from './limits.ts'
import type { DeskRedemption } from './page.ts'
import { type StoredRedemption, stateOf } from './redemption.ts'
import type { CorrectionReason } from './schema.ts'
import { readRedemption, redemptionColumns, redemptionTables } from './sql.server.ts'
import { viewOf } from './view.ts'

/** The same for the desk: which door, who of it stands first, and who of the staff acted. */
const deskColumns = `${redemptionColumns}, households.building, households.unit, households.room, whose.id AS whose, whose.name,
  (SELECT name FROM staff WHERE 'staff:' || id = redemptions.acted_by) AS acting_staff,
  (SELECT name FROM staff WHERE 'staff:' || id = ending.actor) AS ending_staff`
const deskTables = `${redemptionTables} JOIN households ON households.id = redemptions.household
  LEFT JOIN residents AS whose ON whose.id = (SELECT first.id FROM residents AS first WHERE first.household = redemptions.household
    ORDER BY first.relation <> 'head', first.created_at, first.rowid LIMIT 1)`

const openForDesk = async (context: RequestContext, row: Row): Promise<DeskRedemption> => {
  const stored = row as unknown as StoredRedemption
  const whose = row['whose'] === null ? null : await openResidentName(context.vault, String(row['whose']), String(row['name']))
  const door = { building: String(row['building']), unit: String(row['unit']), room: String(row['room']) }
  const reason = stored.corrected_detail
  return {
    ...viewOf(stored, context.catalogue, context.now),
    door: doorInWords(door),
    surname: whose === null ? '' : surnameOf(whose),
    acted_by: row['acting_staff'] === null ? '居民自己' : String(row['acting_staff']),
    ended_by: row['ending_staff'] === null ? null : String(row['ending_staff']),
    corrected_at: stored.corrected_at,
    corrected_why: reason === null ? null : (reasonWord[reason as CorrectionReason] ?? reason),
  }
}

/** A redemption as the desk may see it, with its line in the audit log; null when there is none. One call of the database. */
export const readAtDesk = async (context: RequestContext, redemption: string): Promise<DeskRedemption | null> => {
  const args = { redemption }
  const about = { kind: 'redemption', sql: '(SELECT id FROM redemptions WHERE id = :redemption)', args }
  const statements = [{ sql: `SELECT ${deskColumns} FROM ${deskTables} WHERE redemptions.id = :redemption`, args }]
  const [found] = await staffWrite(context, 'redemption.hand_out', about, statements, 'read')
  return found?.rows[0] ? openForDesk(context, found.rows[0]) : null
}

/** The redemption of a code as typed or scanned; null when it is none. One call of the database. */
export const findByCode = async (context: RequestContext, typed: string): Promise<(StoredRedemption & { waits: boolean }) | null> => {
  const code = readSpokenCode(typed, pickupCodeLength)
  if (code === null) return null
  const [found] = await staffRead(context, [
    {
      sql: `SELECT ${redemptionColumns} FROM ${redemptionTables} WHERE redemptions.code_fingerprint = :code`,
      args: { code: await codeFingerprint(context.vault, code) },
    },
  ])
  const stored = readRedemption(found?.rows[0])
  return stored && { ...stored, waits: stateOf(stored, context.now) === 'waiting' }
}

/** A piece is kept for at most this long, so nothing older is handed out. */
const keptAtMostDays = 32

/** What was handed out on a day, in the order it was. */
const handedOutOn = (day: string, timeZone: string): Statement => ({
  sql: `SELECT ${deskColumns} FROM ${deskTables} WHERE redemptions.created_at >= :since AND redemptions.created_at < :until
      AND ending.phase = 'post' AND ending.at >= :from AND ending.at < :until ORDER BY ending.number`,
  args: {
    since: momentOf(`${addDays(day, -keptAtMostDays)} 00:00`, timeZone),
    from: momentOf(`${day} 00:00`, timeZone),
    until: momentOf(`${addDays(day, 1)} 00:00`, timeZone),
  },
})

/** 当天发放单, with its line in the audit log. One call of the database. */
export const readDay = async (context: RequestContext, day: string): Promise<DeskRedemption[]> => {
  const statements = [handedOutOn(day, context.catalogue.site.time_zone)]
  const [rows] = await staffWrite(context, 'redemption.hand_out', { kind: 'day', id: day }, statements, 'read')
  return Promise.all((rows?.rows ?? []).map((row) => openForDesk(context, row)))
}
