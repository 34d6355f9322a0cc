import type { RequestContext } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { tokenFingerprint } from './cookies.server.ts'
import { isGoodSession } from './reads.server.ts'
import type { ResidentClaims } from './schema.ts'

export { giveSession, readSession, type SessionKind, takeSessionBack, tokenFingerprint } from './cookies.server.ts'
export { idOf } from './session-id.server.ts'
export { SessionOver, whileSignedIn } from './session-over.server.ts'
export { pageAfterSignin, rememberPage, signInAgain } from './wanted.server.ts'

/**
 * Whether a resident's session is good at this moment; notes that it was seen. `today` is a day of the site's time zone. One database call.
 */
export const confirmResident = async (
  { database, vault, now }: Pick<RequestContext, 'database' | 'vault' | 'now'>,
  token: string,
  today: string,
): Promise<ResidentClaims | null> => {
  const args = { token: await tokenFingerprint(vault, token), my_now: now, my_today: today }
  const good = `token = :token AND ${isGoodSession}`
  const results = await database.write([
    { sql: `UPDATE sessions SET seen_at = :my_now WHERE ${good}`, args },
    { sql: `SELECT id, subject FROM sessions WHERE ${good}`, args },
  ])
  const session = results[1]?.rows[0]
  if (!session) return null
  return { kind: 'resident', session: String(session['id']), resident: String(session['subject']), checked_at: now }
}

/** A device somebody is signed in on. Times are epoch milliseconds. */
export interface StoredSession {
  id: string
  device: string
  created_at: number
  seen_at: number
  expires_at: number
}

/** 登录的设备: the sessions of a resident or a member of staff that are good at this moment, latest first. */
export const sessionsOf = (subject: string, now: number): Statement => ({
  sql: `SELECT id, device, created_at, seen_at, expires_at FROM sessions
    WHERE subject = :session_subject AND ended_at IS NULL AND expires_at > :session_now ORDER BY seen_at DESC, id`,
  args: { session_subject: subject, session_now: now },
})

export const readSessions = (rows: Row[]) => rows as unknown as StoredSession[]

const always: Statement = { sql: 'true', args: {} }

/** Ends one session if it is this person's and `when`, an SQL condition, holds. Safe to repeat. `by` is who acts: `self` or `staff:<id>`. */
export const endSession = (subject: string, session: string, by: string, now: number, when: Statement = always): Statement => ({
  sql: `UPDATE sessions SET ended_at = :ended_at, ended_by = :ended_by
    WHERE id = :ended_session AND subject = :ended_subject AND ended_at IS NULL AND ${when.sql}`,
  args: { ...when.args, ended_session: session, ended_subject: subject, ended_by: by, ended_at: now },
})

/** Ends the session of this token (fingerprint), by its owner. Safe to repeat. */
export const endByToken = (token: string, now: number): Statement => ({
  sql: "UPDATE sessions SET ended_at = :now, ended_by = 'self' WHERE token = :token AND ended_at IS NULL",
  args: { token, now },
})

/** Ends every session of a person, as when they leave the community. Safe to repeat. */
export const endSessionsOf = (subject: string, by: string, now: number): Statement => ({
  sql: 'UPDATE sessions SET ended_at = :ended_at, ended_by = :ended_by WHERE subject = :ended_subject AND ended_at IS NULL',
  args: { ended_subject: subject, ended_by: by, ended_at: now },
})
