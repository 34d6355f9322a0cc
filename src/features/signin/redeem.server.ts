import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import { type AttemptLimit, secondsUntilNextWindow } from '../../kernel/attempts.ts'
import { msPerDay } from '../../kernel/calendar.ts'
import type { Database, Row, SqlValue, Statement } from '../../kernel/database.ts'
import { repeatMs, residentSessionDays, staffSessionDays } from '../sessions/limits.ts'
import { guessesByDevice, guessesByResident, guessesPerCode } from './limits.ts'

/** What was shown to sign in, as fingerprints. */
export interface ShownCode {
  /** JSON list of the selectors it may stand under. */
  selectors: string
  secret: string
  /** Whose budget a wrong one counts for: the number a message went to. A slip has only the budget of its code. */
  budget: string | null
}

/** The session a good code makes. */
export interface NewSession {
  id: string
  token: string
  device: string
  client: string
  /** The day of the site's time zone. */
  today: string
  /** JSON list of the tokens (fingerprints) this browser held before. */
  replaced: string
}

const signedIn = 'EXISTS (SELECT 1 FROM sessions WHERE id = :session)'

/** A code that signs somebody in at this moment, who is no child. A later slip of the same person ends the earlier ones. */
const good = `signin_codes.selector IN (SELECT value FROM json_each(:selectors)) AND signin_codes.secret = :secret
  AND used_at IS NULL AND signin_codes.expires_at > :now AND guesses < :guesses_per_code
  AND NOT EXISTS (SELECT 1 FROM signin_codes AS later WHERE later.subject = signin_codes.subject AND later.channel = 'slip'
    AND signin_codes.channel = 'slip' AND later.issued_at > signin_codes.issued_at)
  AND CASE subject_kind WHEN 'resident' THEN EXISTS (SELECT 1 FROM residents WHERE id = signin_codes.subject AND household IS NOT NULL
      AND (under_14_until IS NULL OR under_14_until <= :today))
    ELSE EXISTS (SELECT 1 FROM staff WHERE id = signin_codes.subject AND ended_at IS NULL) END`

interface Limit {
  limit: AttemptLimit
  who: string
  soFar: Statement
}

const limitsOf = ({ budget }: ShownCode, client: string, now: number): Limit[] => {
  const byClient = { limit: guessesByDevice, who: client, soFar: attemptsSoFar(guessesByDevice, client, now, 'by_client') }
  if (budget === null) return [byClient]
  return [byClient, { limit: guessesByResident, who: budget, soFar: attemptsSoFar(guessesByResident, budget, now, 'by_number') }]
}

const statementsOf = (code: ShownCode, session: NewSession, now: number, limits: Limit[]) => {
  const args: Record<string, SqlValue> = {
    ...Object.assign({}, ...limits.map(({ soFar }) => soFar.args)),
    selectors: code.selectors,
    secret: code.secret,
    now,
    guesses_per_code: guessesPerCode,
    session: session.id,
    token: session.token,
    device: session.device,
    today: session.today,
    replaced: session.replaced,
    request: `signin ${session.id}`,
    resident_ms: residentSessionDays * msPerDay,
    staff_ms: staffSessionDays * msPerDay,
    repeat_from: now - repeatMs,
  }
  const mayTry = limits.map(({ limit, soFar }) => `${soFar.sql} < ${limit.tries}`).join(' AND ')
  const refused: Statement = { sql: `NOT ${signedIn}`, args }
  return [
    `INSERT INTO sessions (id, token, subject_kind, subject, device, created_at, seen_at, expires_at)
      SELECT :session, :token, subject_kind, subject, :device, :now, :now, :now + IIF(subject_kind = 'staff', :staff_ms, :resident_ms)
      FROM signin_codes WHERE ${good} AND ${mayTry} ON CONFLICT DO NOTHING`,
    `UPDATE signin_codes SET used_at = :now WHERE selector IN (SELECT value FROM json_each(:selectors)) AND secret = :secret
      AND used_at IS NULL AND ${signedIn}`,
    `UPDATE signin_codes SET guesses = guesses + 1 WHERE selector IN (SELECT value FROM json_each(:selectors)) AND secret <> :secret
      AND used_at IS NULL AND expires_at > :now AND guesses < :guesses_per_code AND ${mayTry} AND NOT ${signedIn}`,
    ...limits.map(({ limit, who }) => countAttempt(limit, who, now, refused)),
    `UPDATE sessions SET ended_at = :now, ended_by = 'self' WHERE token IN (SELECT value FROM json_each(:replaced)) AND id <> :session
      AND ended_at IS NULL AND subject_kind = (SELECT subject_kind FROM sessions WHERE id = :session)`,
    `INSERT INTO audit_log (request, at, actor, role, act, subject_kind, subject)
      SELECT :request, :now, staff.id, staff.role, 'staff.signed_in', 'staff', staff.id
      FROM sessions JOIN staff ON staff.id = sessions.subject WHERE sessions.id = :session AND subject_kind = 'staff'
      ON CONFLICT (request) DO NOTHING`,
    `SELECT sessions.subject_kind AS kind, sessions.subject, staff.name, staff.role, staff.scope FROM sessions
      LEFT JOIN staff ON subject_kind = 'staff' AND staff.id = sessions.subject
      WHERE sessions.id = :session AND sessions.ended_at IS NULL AND sessions.created_at > :repeat_from`,
    `SELECT ${limits.map(({ soFar }, place) => `${soFar.sql} AS tries_${'ab'.charAt(place)}`).join(', ')}`,
  ].map((one): Statement => (typeof one === 'string' ? { sql: one, args } : one))
}

/** The row of the session that was made, or which limit is used up and for how long; neither when the code is no good. */
export interface Redemption {
  session: Row | null
  exhausted: { limit: AttemptLimit; retry_after_seconds: number } | null
}

/**
 * One transaction, one call: a good code becomes a session and is used; a wrong one is counted on the code it begins like,
 * for the number and for the client. The same session asked for again within two minutes is the same answer.
 */
export const redeem = async (database: Database, code: ShownCode, session: NewSession, now: number): Promise<Redemption> => {
  const limits = limitsOf(code, session.client, now)
  const results = await database.write(statementsOf(code, session, now, limits))
  const [made, tries] = results.slice(-2).map(({ rows }) => rows[0])
  if (made) return { session: made, exhausted: null }
  const used = limits.find(({ limit }, place) => Number(tries?.[`tries_${'ab'.charAt(place)}`] ?? 0) >= limit.tries)
  return { session: null, exhausted: used ? { limit: used.limit, retry_after_seconds: secondsUntilNextWindow(used.limit, now) } : null }
}
