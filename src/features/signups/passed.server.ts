import type { Database, Statement } from '../../kernel/database.ts'
import { cancelling, changing, type HolderAct, word } from './holder-acts.server.ts'
import type { Pass } from './pass.server.ts'
import { factsOf, poolOfSignup, readFacts } from './sql.server.ts'

/** A pass was made here, sealed, for whoever took the signup or proved to hold it: nobody guesses one. */
const right = ({ signup, session }: Pass, now: number): Statement => ({
  sql: `id = :signup AND purged_at IS NULL AND (:pass_session IS NULL OR EXISTS (
    SELECT 1 FROM sessions WHERE sessions.id = :pass_session AND sessions.ended_at IS NULL AND sessions.expires_at > :pass_now))`,
  args: { signup, pass_session: session, pass_now: now },
})

const facts = (pass: Pass, now: number) => factsOf(right(pass, now), poolOfSignup(pass.signup), { sql: 'SELECT 0 AS tries', args: {} })

const perform = async (database: Database, pass: Pass, now: number, { before = [], command, after }: HolderAct) => {
  const results = await database.write([...before, command, ...after, ...facts(pass, now)])
  return readFacts(results, results[before.length]?.rows_written ?? 0)
}

/** Whoever acts by a pass acts as the one who took the places: oneself, guardian or delegate. */
const actor: Statement = {
  sql: `COALESCE((SELECT actor FROM signup_events WHERE signup = signups.id AND actor IN ('self', 'guardian', 'delegate')
    ORDER BY number LIMIT 1), :acted_by)`,
  args: word('self').args,
}

export const findPassed = async (database: Database, pass: Pass, now: number) => readFacts(await database.read(facts(pass, now)), 0)

export const cancelPassed = (database: Database, pass: Pass, now: number) =>
  perform(database, pass, now, cancelling(right(pass, now), poolOfSignup(pass.signup), actor, now))

export const changePassed = (database: Database, pass: Pass, partySize: number, now: number) =>
  perform(database, pass, now, changing(right(pass, now), poolOfSignup(pass.signup), partySize, actor, now))
