import type { StaffActor } from '../../kernel/actor.ts'
import { attemptsSoFar } from '../../kernel/attempts.server.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { SqlValue, Statement } from '../../kernel/database.ts'
import { secondFactorGuesses } from './limits.ts'
import type { Passkey } from './passkey.server.ts'
import type { SigninAct } from './schema.ts'

export type Means = Pick<RequestContext, 'database' | 'now' | 'newId'>

/** The member of staff of a session that is good at this moment, with or without a second factor. */
const colleague = `sessions JOIN staff ON staff.id = sessions.subject
  WHERE sessions.id = :session AND sessions.subject_kind = 'staff' AND sessions.ended_at IS NULL AND sessions.expires_at > :now
    AND staff.ended_at IS NULL`

/** What the database knows of a colleague before the second factor. `totp_secret` is sealed; `tries` are wrong ones of late. */
export interface Colleague {
  staff: string
  totp_secret: string | null
  totp_step: number
  second_factor_at: number | null
  tries: number
  passkeys: Passkey[]
}

export const triesOf = (staff: string, now: number) => attemptsSoFar(secondFactorGuesses, staff, now, 'tried')

/** One database call; null when the session is over. */
export const readColleague = async ({ database, now }: Pick<Means, 'database' | 'now'>, actor: StaffActor): Promise<Colleague | null> => {
  const tries = triesOf(actor.staff, now)
  const args = { ...tries.args, session: actor.session, staff: actor.staff, now }
  const results = await database.read([
    {
      sql: `SELECT staff.id AS staff, totp_secret, totp_step, sessions.second_factor_at, ${tries.sql} AS tries FROM ${colleague}`,
      args,
    },
    { sql: 'SELECT credential, public_key, counter, transports FROM staff_passkeys WHERE staff = :staff AND ended_at IS NULL', args },
  ])
  const row = results[0]?.rows[0]
  if (!row) return null
  const passkeys = (results[1]?.rows ?? []).map(({ credential, public_key, counter, transports }) => ({
    credential_id: String(credential),
    public_key: String(public_key),
    counter: Number(counter),
    transports: JSON.parse(String(transports)) as string[],
  }))
  return { ...(row as unknown as Omit<Colleague, 'passkeys'>), passkeys }
}

/** Written if the condition holds; its request is what the other statements of the batch look for. */
export const auditLine = (act: SigninAct, request: string, when: string, args: Statement['args'], detail = ''): Statement => ({
  sql: `INSERT INTO audit_log (request, at, actor, role, act, subject_kind, subject, detail)
    SELECT :${request}, :now, staff.id, staff.role, '${act}', 'staff', staff.id, '${detail}' FROM ${colleague} AND (${when})
    ON CONFLICT (request) DO NOTHING`,
  args,
})

export const done = 'EXISTS (SELECT 1 FROM audit_log WHERE request = :request)'

export const secondFactorGiven = `UPDATE sessions SET second_factor_at = :now WHERE id = :session AND ${done}`

/** Who the colleague is by now, and whether the second factor was given at this moment or the one before. */
export const claimsNow = `SELECT staff.id AS staff, staff.name, staff.role, staff.scope, sessions.second_factor_at,
  COALESCE(sessions.second_factor_at > :just_now, false) AS given FROM ${colleague}`

/** `claims` when it was given; else `over` when the session has ended, or how many wrong ones there were. */
export type FactorOutcome = { claims: StaffActor } | { claims: null; over: boolean; tries: number }

export const outcome = (actor: StaffActor, row: Record<string, SqlValue> | undefined, tries: number): FactorOutcome => {
  if (!row?.['given']) return { claims: null, over: !row, tries }
  const { staff, name, role, scope, second_factor_at } = row as unknown as Omit<StaffActor, 'kind' | 'session'>
  return { claims: { kind: 'staff', session: actor.session, staff, name, role, scope, second_factor_at } }
}
