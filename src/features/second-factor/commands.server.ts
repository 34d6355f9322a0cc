import type { StaffActor } from '../../kernel/actor.ts'
import { countAttempt } from '../../kernel/attempts.server.ts'
import type { Statement } from '../../kernel/database.ts'
import { repeatMs } from '../sessions/limits.ts'
import {
  auditLine,
  claimsNow,
  claimsOf,
  done,
  type FactorOutcome,
  givenAlready,
  type Means,
  stillThere,
  triesOf,
} from './colleague.server.ts'
import { secondFactorGuesses, secondFactorLastsMs } from './limits.ts'
import { goOn, type NextSession } from './next-session.server.ts'
import type { Passkey } from './passkey.server.ts'

/** Which proof was shown and is right: a step of the app, or a passkey with its new counter. Null when it is wrong. */
export type RightFactor =
  | { kind: 'app'; sealed: string; step: number }
  | { kind: 'passkey'; credential: string; counter: number; new_counter: number; before: number | null }
  | null

const ruleOf = (factor: RightFactor): { when: string; also: string[]; args: Statement['args'] } => {
  if (!factor) return { when: 'false', also: [], args: {} }
  if (factor.kind === 'app')
    return {
      when: 'staff.totp_secret = :sealed AND staff.totp_step < :step',
      also: [`UPDATE staff SET totp_step = :step WHERE id = :staff AND totp_step < :step AND ${done}`],
      args: { sealed: factor.sealed, step: factor.step },
    }
  return {
    when: `sessions.second_factor_at IS :before AND EXISTS (SELECT 1 FROM staff_passkeys
      WHERE credential = :credential AND staff_passkeys.staff = staff.id AND staff_passkeys.ended_at IS NULL AND counter = :counter)`,
    also: [`UPDATE staff_passkeys SET counter = :new_counter WHERE credential = :credential AND ${done}`],
    args: { before: factor.before, credential: factor.credential, counter: factor.counter, new_counter: factor.new_counter },
  }
}

const sessionArgs = ({ session, staff }: StaffActor, next: NextSession, now: number) => ({
  session,
  staff,
  next: next.id,
  next_token: next.fingerprint,
  now,
  just_now: now - repeatMs,
})

/**
 * 验证: one transaction, one call. A right second factor is used, the browser goes on in another session that has it, and the audit log
 * says so; a wrong one is counted and written down. A right one that comes again within two minutes is right again, and gives nothing
 * anew.
 */
export const giveSecondFactor = async (
  { database, now, newId }: Means,
  actor: StaffActor,
  next: NextSession,
  factor: RightFactor,
): Promise<FactorOutcome> => {
  const tries = triesOf(actor.staff, now)
  const rule = ruleOf(factor)
  const args = { ...tries.args, ...rule.args, ...sessionArgs(actor, next, now), request: newId(), failure: newId() }
  const mayTry = `${tries.sql} < ${secondFactorGuesses.tries}`
  const failed = `NOT ${done} AND ${factor ? `NOT ${givenAlready}` : 'true'} AND ${mayTry}`
  const counted: Statement = { sql: 'EXISTS (SELECT 1 FROM audit_log WHERE request = :failure)', args }
  const results = await database.write([
    auditLine('second_factor.given', 'request', `${rule.when} AND ${mayTry}`, args, factor?.kind),
    ...rule.also.map((sql) => ({ sql, args })),
    ...goOn(done, args),
    auditLine('second_factor.failed', 'failure', failed, args),
    countAttempt(secondFactorGuesses, actor.staff, now, counted),
    { sql: claimsNow(factor ? mayTry : 'false'), args },
    { sql: `SELECT ${tries.sql} AS tries, ${stillThere} AS there`, args },
  ])
  const [row, told] = results.slice(-2).map(({ rows }) => rows[0])
  if (row) return { claims: claimsOf(next.id, row) }
  return { claims: null, over: told?.['there'] !== 1, tries: Number(told?.['tries'] ?? 0) }
}

/** A second factor that was shown to work, to be kept. The app's secret is sealed to the staff id. */
export type NewFactor = { kind: 'app'; sealed: string; step: number } | { kind: 'passkey'; passkey: Passkey; label: string }

const keep = (factor: NewFactor): { sql: string; args: Statement['args'] } =>
  factor.kind === 'app'
    ? {
        sql: `UPDATE staff SET totp_secret = :sealed, totp_confirmed_at = :now, totp_step = MAX(totp_step, :step) WHERE id = :staff AND ${done}`,
        args: { sealed: factor.sealed, step: factor.step },
      }
    : {
        sql: `INSERT INTO staff_passkeys (credential, staff, public_key, counter, transports, label, created_at)
          SELECT :credential, :staff, :public_key, :counter, :transports, :label, :now WHERE ${done} ON CONFLICT (credential) DO NOTHING`,
        args: {
          credential: factor.passkey.credential_id,
          public_key: factor.passkey.public_key,
          counter: factor.passkey.counter,
          transports: JSON.stringify(factor.passkey.transports),
          label: factor.label,
        },
      }

/**
 * 设置第二道验证: one call. Only whoever has none yet, or has given the one they have in this very browser, can set one up; the
 * browser goes on in another session, which has the second factor. A form that comes again finds the earlier session over: see `enrolledAlready`.
 */
export const enrolSecondFactor = async (
  { database, now, newId }: Means,
  actor: StaffActor,
  next: NextSession,
  factor: NewFactor,
): Promise<FactorOutcome> => {
  const kept = keep(factor)
  const args = {
    ...kept.args,
    ...sessionArgs(actor, next, now),
    fresh: now - secondFactorLastsMs,
    proved: actor.second_factor_at,
    request: newId(),
  }
  const may = `:proved > :fresh AND sessions.second_factor_at > :fresh OR (staff.totp_secret IS NULL
    AND NOT EXISTS (SELECT 1 FROM staff_passkeys WHERE staff_passkeys.staff = staff.id AND staff_passkeys.ended_at IS NULL))`
  const results = await database.write([
    auditLine('second_factor.enrolled', 'request', may, args, factor.kind),
    { sql: kept.sql, args },
    ...goOn(done, args),
    { sql: claimsNow(done), args },
    { sql: `SELECT ${stillThere} AS there`, args },
  ])
  const [row, told] = results.slice(-2).map(({ rows }) => rows[0])
  return row ? { claims: claimsOf(next.id, row) } : { claims: null, over: told?.['there'] !== 1, tries: 0 }
}

/** The session that goes on, for a form that comes again within two minutes after it has set up its second factor. One call. */
export const enrolledAlready = async ({ database, now }: Means, actor: StaffActor, next: NextSession): Promise<StaffActor | null> => {
  const [result] = await database.read([{ sql: claimsNow('true'), args: sessionArgs(actor, next, now) }])
  return result?.rows[0] ? claimsOf(next.id, result.rows[0]) : null
}
