import type { StaffActor } from '../../kernel/actor.ts'
import { countAttempt } from '../../kernel/attempts.server.ts'
import type { Statement } from '../../kernel/database.ts'
import { auditLine, claimsNow, done, type FactorOutcome, type Means, outcome, secondFactorGiven, triesOf } from './colleague.server.ts'
import { repeatMs, secondFactorGuesses, secondFactorLastsMs } from './limits.ts'
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

/**
 * 验证: one transaction, one call. A right second factor is used, the session has it and the audit log says so; a wrong one is
 * counted and written down. A right one that comes again within two minutes is right again, and gives nothing anew.
 */
export const giveSecondFactor = async ({ database, now, newId }: Means, actor: StaffActor, factor: RightFactor): Promise<FactorOutcome> => {
  const tries = triesOf(actor.staff, now)
  const rule = ruleOf(factor)
  const args = {
    ...tries.args,
    ...rule.args,
    session: actor.session,
    staff: actor.staff,
    now,
    just_now: now - repeatMs,
    request: newId(),
    failure: newId(),
  }
  const mayTry = `${tries.sql} < ${secondFactorGuesses.tries}`
  const again = factor ? 'COALESCE(sessions.second_factor_at <= :just_now, true)' : 'true'
  const failed = `NOT ${done} AND ${again} AND ${mayTry}`
  const counted: Statement = { sql: 'EXISTS (SELECT 1 FROM audit_log WHERE request = :failure)', args }
  const results = await database.write([
    auditLine('second_factor.given', 'request', `${rule.when} AND ${mayTry}`, args, factor?.kind),
    ...[...rule.also, secondFactorGiven].map((sql) => ({ sql, args })),
    auditLine('second_factor.failed', 'failure', failed, args),
    countAttempt(secondFactorGuesses, actor.staff, now, counted),
    { sql: claimsNow, args },
    { sql: `SELECT ${tries.sql} AS tries`, args },
  ])
  const [row, tried] = results.slice(-2).map(({ rows }) => rows[0])
  const soFar = Number(tried?.['tries'] ?? 0)
  return factor ? outcome(actor, row, soFar) : { claims: null, over: !row, tries: soFar }
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
 * session has the second factor then.
 */
export const enrolSecondFactor = async ({ database, now, newId }: Means, actor: StaffActor, factor: NewFactor): Promise<FactorOutcome> => {
  const kept = keep(factor)
  const args = {
    ...kept.args,
    session: actor.session,
    staff: actor.staff,
    now,
    just_now: now - repeatMs,
    fresh: now - secondFactorLastsMs,
    proved: actor.second_factor_at,
    request: newId(),
  }
  const may = `:proved > :fresh AND sessions.second_factor_at > :fresh OR (staff.totp_secret IS NULL
    AND NOT EXISTS (SELECT 1 FROM staff_passkeys WHERE staff_passkeys.staff = staff.id AND staff_passkeys.ended_at IS NULL))`
  const results = await database.write([
    auditLine('second_factor.enrolled', 'request', may, args, factor.kind),
    { sql: kept.sql, args },
    { sql: secondFactorGiven, args },
    { sql: claimsNow, args },
  ])
  return outcome(actor, results[3]?.rows[0], 0)
}
