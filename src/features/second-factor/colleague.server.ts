import type { StaffActor } from '../../kernel/actor.ts'
import { attemptsSoFar } from '../../kernel/attempts.server.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { SqlValue, Statement } from '../../kernel/database.ts'
import { repeatMs } from '../sessions/limits.ts'
import { secondFactorGuesses } from './limits.ts'
import { endedBySecondFactor } from './next-session.server.ts'
import type { Passkey } from './passkey.server.ts'
import type { SecondFactorAct } from './schema.ts'

export type Means = Pick<RequestContext, 'database' | 'now' | 'newId'>

const colleagueWhere = (session: string) => `sessions JOIN staff ON staff.id = sessions.subject
  WHERE ${session} AND sessions.subject_kind = 'staff' AND sessions.expires_at > :now AND staff.ended_at IS NULL`

/** The member of staff of a session that is good at this moment, with or without a second factor. */
const colleague = colleagueWhere('sessions.id = :session AND sessions.ended_at IS NULL')

/** The same, also of a session that a second factor has ended a moment ago: the form that did so may come again. */
const colleagueAgain = colleagueWhere(
  `sessions.id = :session AND (sessions.ended_at IS NULL OR sessions.ended_by = '${endedBySecondFactor}' AND sessions.ended_at > :just_now)`,
)

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

/** One database call; null when the session is over. `again`: a form that was sent may have ended it a moment ago itself. */
export const readColleague = async (
  { database, now }: Pick<Means, 'database' | 'now'>,
  actor: StaffActor,
  again = false,
): Promise<Colleague | null> => {
  const tries = triesOf(actor.staff, now)
  const args = { ...tries.args, session: actor.session, staff: actor.staff, now, just_now: now - repeatMs }
  const results = await database.read([
    {
      sql: `SELECT staff.id AS staff, totp_secret, totp_step, sessions.second_factor_at, ${tries.sql} AS tries
        FROM ${again ? colleagueAgain : colleague}`,
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
export const auditLine = (act: SecondFactorAct, request: string, when: string, args: Statement['args'], detail = ''): Statement => ({
  sql: `INSERT INTO audit_log (request, at, actor, role, act, subject_kind, subject, detail)
    SELECT :${request}, :now, staff.id, staff.role, '${act}', 'staff', staff.id, '${detail}'
    FROM ${act === 'second_factor.failed' ? colleagueAgain : colleague} AND (${when}) ON CONFLICT (request) DO NOTHING`,
  args,
})

export const done = 'EXISTS (SELECT 1 FROM audit_log WHERE request = :request)'

/** The session that goes on was made a moment ago. */
export const givenAlready = 'EXISTS (SELECT 1 FROM sessions AS next WHERE next.id = :next AND next.second_factor_at > :just_now)'

/** Who the colleague is by now in the session that goes on, if it was made at this moment or the one before and `when` holds. */
export const claimsNow = (when: string) => `SELECT staff.id AS staff, staff.name, staff.role, staff.scope, sessions.second_factor_at
  FROM ${colleagueWhere('sessions.id = :next AND sessions.ended_at IS NULL')} AND sessions.second_factor_at > :just_now AND ${when}`

export const stillThere = `EXISTS (SELECT 1 FROM ${colleagueAgain})`

/** `claims` when it was given; else `over` when the session has ended, or how many wrong ones there were. */
export type FactorOutcome = { claims: StaffActor } | { claims: null; over: boolean; tries: number }

export const claimsOf = (session: string, row: Record<string, SqlValue>): StaffActor => {
  const { staff, name, role, scope, second_factor_at } = row as unknown as Omit<StaffActor, 'kind' | 'session'>
  return { kind: 'staff', session, staff, name, role, scope, second_factor_at }
}
