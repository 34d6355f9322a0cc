import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import type { Database, Statement } from '../../kernel/database.ts'
import { cancelling, changing, type HolderAct, word } from './holder-acts.server.ts'
import { guessesByClient, guessesByCode } from './limits.ts'
import { type Fingerprints, factsOf, poolOfCode, readFacts } from './sql.server.ts'

/** The condition under which a holder's command may touch the signup: code and phone fit, and nobody is guessing. */
const holder = (fingerprints: Fingerprints, client: string, now: number): Statement => {
  const byCode = attemptsSoFar(guessesByCode, fingerprints.phone, now, 'by_code')
  const byClient = attemptsSoFar(guessesByClient, client, now, 'by_client')
  return {
    sql: `code_fingerprint = :code AND phone_fingerprint = :phone AND ${byCode.sql} < :guesses_by_code AND ${byClient.sql} < :guesses_by_client`,
    args: {
      code: fingerprints.code,
      phone: fingerprints.phone,
      ...byCode.args,
      ...byClient.args,
      guesses_by_code: guessesByCode.tries,
      guesses_by_client: guessesByClient.tries,
    },
  }
}

/** One transaction of a holder: wrong guesses are counted, `act` runs if the holder is right, the facts come along. */
const asHolder = async (
  database: Database,
  fingerprints: Fingerprints,
  client: string,
  now: number,
  act?: (condition: Statement) => HolderAct,
) => {
  const right = holder(fingerprints, client, now)
  const wrong: Statement = {
    sql: 'NOT EXISTS (SELECT 1 FROM signups WHERE code_fingerprint = :code AND phone_fingerprint = :phone)',
    args: { code: fingerprints.code, phone: fingerprints.phone },
  }
  const { before = [], command, after = [] } = act?.(right) ?? {}
  const results = await database.write([
    ...before,
    ...(command ? [command] : []),
    ...after,
    countAttempt(guessesByCode, fingerprints.phone, now, wrong),
    countAttempt(guessesByClient, client, now, wrong),
    ...factsOf(right, poolOfCode(fingerprints.code), {
      sql: `SELECT MAX(${attemptsSoFar(guessesByCode, fingerprints.phone, now, 'by_code').sql} >= :guesses_by_code,
        ${attemptsSoFar(guessesByClient, client, now, 'by_client').sql} >= :guesses_by_client) AS tries`,
      args: right.args,
    }),
  ])
  return readFacts(results, command ? (results[before.length]?.rows_written ?? 0) : 0)
}

/** The signup of whoever knows its code and phone number. */
export const findSignup = (database: Database, fingerprints: Fingerprints, client: string, now: number) =>
  asHolder(database, fingerprints, client, now)

/** Gives the party's places back and, in the same transaction, to the first waiting parties that fit. */
export const cancelSignup = (database: Database, fingerprints: Fingerprints, client: string, actedBy: string, now: number) =>
  asHolder(database, fingerprints, client, now, (right) => cancelling(right, poolOfCode(fingerprints.code), word(actedBy), now))

/** Makes the party smaller, or larger if what is added fits. */
export const changeParty = (
  database: Database,
  fingerprints: Fingerprints,
  partySize: number,
  client: string,
  actedBy: string,
  now: number,
) => asHolder(database, fingerprints, client, now, (right) => changing(right, poolOfCode(fingerprints.code), partySize, word(actedBy), now))
