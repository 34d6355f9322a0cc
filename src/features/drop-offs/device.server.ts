import { Buffer } from 'node:buffer'
import type { RequestContext } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import type { StoredTransfer } from '../../kernel/ledger.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { readSpokenCode } from '../../kernel/spoken-code.ts'
import { cardCodeLength } from '../members/limits.ts'
import { byCard, cardFingerprint, everywhere } from '../members/store.server.ts'
import { entriesInWords } from '../points/views.ts'
import { byStaff } from '../staff/store.server.ts'
import { give } from './award.server.ts'
import type { Giver } from './award-facts.server.ts'
import type { DeviceDropOff, DeviceReceipt } from './device-schema.ts'
import type { DeviceView } from './page.ts'
import type { DropOffRefusal } from './schema.ts'
import { isSignedBy, type SignedMessage } from './signature.server.ts'

/** A device's clock may be this far from ours. */
const signedWithinMs = 5 * 60_000

const keyBytes = 32
const boundTo = (id: string) => `device key ${id}`

export const allDevices = (): Statement => ({
  sql: 'SELECT id, station, name, created_at, ended_at FROM devices ORDER BY ended_at IS NOT NULL, created_at, id',
  args: {},
})

export const readDevices = (rows: Row[] | undefined) => (rows ?? []) as unknown as DeviceView[]

/** A new device; its key is told this once. The id is chosen before, so that pressing twice makes one, with the first one's key. */
export const newDevice = async (context: RequestContext, id: string, station: string, name: string) => {
  const key = Buffer.from(context.random(keyBytes)).toString('base64url')
  const statement: Statement = {
    sql: `INSERT INTO devices (id, station, name, key, created_at, created_by) VALUES (:id, :station, :name, :key, :now, :by)
      ON CONFLICT (id) DO NOTHING`,
    args: { id, station, name, key: await context.vault.seal(key, boundTo(id)), now: context.now, by: byStaff(context) },
  }
  return { key, statement }
}

export const endingDevice = (context: RequestContext, id: string): Statement => ({
  sql: 'UPDATE devices SET ended_at = :now, ended_by = :by WHERE id = :id AND ended_at IS NULL',
  args: { id, now: context.now, by: byStaff(context) },
})

/** A device that has proved itself: where it stands, and the household of the card if there is one. */
interface Proved {
  id: string
  station: string
  household: string | null
}

/**
 * Whether the message is by a device that is in service and has the key, and fresh. Whoever has no key is told the same for every reason.
 * One database call.
 */
export const proveDevice = async (
  context: RequestContext,
  id: string,
  signed: SignedMessage,
  signature: string,
  card: string | null,
): Promise<Result<Proved, DropOffRefusal>> => {
  const code = readSpokenCode(card ?? '', cardCodeLength)
  const found = byCard(await cardFingerprint(context, code ?? ''), everywhere)
  const [device, home] = await context.database.read([
    { sql: 'SELECT station, key FROM devices WHERE id = :id AND ended_at IS NULL', args: { id } },
    found,
  ])
  const row = device?.rows[0]
  const key = row ? await context.vault.open(String(row['key']), boundTo(id)) : null
  if (!row || key === null || !isSignedBy(key, signed, signature)) return refuse({ code: 'signature_wrong' })
  if (!/^\d{10}$/.test(signed.timestamp) || Math.abs(Number(signed.timestamp) * 1000 - context.now) > signedWithinMs)
    return refuse({ code: 'message_stale' })
  const household = home?.rows[0]?.['id']
  return success({ id, station: String(row['station']), household: code && household ? String(household) : null })
}

/** The rows as the device is answered; nothing in it changes later. */
const receiptOf = (context: RequestContext, message: string, rows: StoredTransfer[]): DeviceReceipt => {
  const account = rows[0]?.credit_account ?? ''
  const entries = entriesInWords(rows, account, context.catalogue, () => '').reverse()
  return {
    message,
    points: rows.reduce((sum, { amount }) => sum + amount, 0),
    waits: rows[0]?.phase === 'pending',
    entries: entries.map(({ what, points, under }) => ({ material: what, points, calculation: under })),
  }
}

/** Gives points for what a device reports, by the rules of the station. The message's id makes it one entry. Two database calls. */
export const giveByDevice = async (
  context: RequestContext,
  { id, station, household }: Proved,
  message: string,
  { weighings }: DeviceDropOff,
): Promise<Result<DeviceReceipt, DropOffRefusal>> => {
  if (household === null) return refuse({ code: 'household_unknown' })
  const { database } = context
  const giver: Giver = {
    actor: `device:${id}`,
    staff: null,
    read: (statements) => database.read(statements),
    write: (statements) => database.write(statements),
  }
  const brought = weighings.map(({ material, grams, items }) => ({
    material,
    quantity: grams === undefined ? { items: items ?? 0 } : { grams },
  }))
  const given = await give(context, giver, { household, station, brought, request_key: `${id}:${message}`, seen: null })
  return given.ok ? success(receiptOf(context, message, given.value)) : given
}
