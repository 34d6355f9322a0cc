import type { Database, Statement } from '../../kernel/database.ts'
import { cancelling, changing, type HolderAct, word } from './holder-acts.server.ts'
import { factsOf, poolOfSignup, readFacts } from './sql.server.ts'

/** A pass was made here, sealed, for whoever took the signup or proved to hold it: nobody guesses one. */
const right = (signup: string): Statement => ({ sql: 'id = :signup AND purged_at IS NULL', args: { signup } })

const facts = (signup: string) => factsOf(right(signup), poolOfSignup(signup), { sql: 'SELECT 0 AS tries', args: {} })

const perform = async (database: Database, signup: string, { before = [], command, after }: HolderAct) => {
  const results = await database.write([...before, command, ...after, ...facts(signup)])
  return readFacts(results, results[before.length]?.rows_written ?? 0)
}

/** Whoever acts by a pass acts as the one who took the places: oneself, guardian or delegate. */
const actor: Statement = {
  sql: `COALESCE((SELECT actor FROM signup_events WHERE signup = signups.id AND actor IN ('self', 'guardian', 'delegate')
    ORDER BY number LIMIT 1), :acted_by)`,
  args: word('self').args,
}

export const findPassed = async (database: Database, signup: string) => readFacts(await database.read(facts(signup)), 0)

export const cancelPassed = (database: Database, signup: string, now: number) =>
  perform(database, signup, cancelling(right(signup), poolOfSignup(signup), actor, now))

export const changePassed = (database: Database, signup: string, partySize: number, now: number) =>
  perform(database, signup, changing(right(signup), poolOfSignup(signup), partySize, actor, now))
