import type { Database, Statement } from '../../kernel/database.ts'
import { word } from './holder-acts.server.ts'
import { cancelOne, changeOne, findOne } from './one-signup.server.ts'
import type { Pass } from './pass.server.ts'

/** A pass was made here, sealed, for whoever took the signup or proved to hold it: nobody guesses one. */
const right = ({ signup, session }: Pass, now: number): Statement => ({
  sql: `id = :signup AND purged_at IS NULL AND (:pass_session IS NULL OR EXISTS (
    SELECT 1 FROM sessions WHERE sessions.id = :pass_session AND sessions.ended_at IS NULL AND sessions.expires_at > :pass_now))`,
  args: { signup, pass_session: session, pass_now: now },
})

/** Whoever acts by a pass acts as the one who took the places: oneself, guardian or delegate. */
const actor: Statement = {
  sql: `COALESCE((SELECT actor FROM signup_events WHERE signup = signups.id AND actor IN ('self', 'guardian', 'delegate')
    ORDER BY number LIMIT 1), :acted_by)`,
  args: word('self').args,
}

export const findPassed = (database: Database, pass: Pass, now: number) =>
  findOne(right(pass, now), pass.signup, (facts) => database.read(facts))

export const cancelPassed = (database: Database, pass: Pass, now: number) =>
  cancelOne(right(pass, now), pass.signup, actor, now, (statements) => database.write(statements))

export const changePassed = (database: Database, pass: Pass, partySize: number, now: number) =>
  changeOne(right(pass, now), pass.signup, partySize, actor, now, (statements) => database.write(statements))
