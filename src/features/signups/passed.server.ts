import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { sessionIsGood } from '../sessions/reads.server.ts'
import { word } from './holder-acts.server.ts'
import { cancelOne, changeOne, findOne } from './one-signup.server.ts'
import type { Pass } from './pass.server.ts'

/** A pass was made here, sealed, for whoever took the signup or proved to hold it: nobody guesses one. */
const right = (context: RequestContext, { signup, session }: Pass): Statement => {
  const good = sessionIsGood(session, { now: context.now, today: todayOf(context) })
  return { sql: `id = :signup AND purged_at IS NULL AND (:my_session IS NULL OR ${good.sql})`, args: { ...good.args, signup } }
}

/** Whoever acts by a pass acts as the one who took the places: oneself, guardian or delegate. */
const actor: Statement = {
  sql: `COALESCE((SELECT actor FROM signup_events WHERE signup = signups.id AND actor IN ('self', 'guardian', 'delegate')
    ORDER BY number LIMIT 1), :acted_by)`,
  args: word('self').args,
}

export const findPassed = (context: RequestContext, pass: Pass) =>
  findOne(right(context, pass), pass.signup, (facts) => context.database.read(facts))

export const cancelPassed = (context: RequestContext, pass: Pass) =>
  cancelOne(right(context, pass), pass.signup, actor, context.now, (statements) => context.database.write(statements))

export const changePassed = (context: RequestContext, pass: Pass, partySize: number) =>
  changeOne(right(context, pass), pass.signup, partySize, actor, context.now, (statements) => context.database.write(statements))
