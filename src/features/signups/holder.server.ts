import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import type { Database, Statement } from '../../kernel/database.ts'
import { guessesByClient, guessesByCode } from './limits.ts'
import { type Fingerprints, factsOf, freeFor, poolOfCode, promoteWaiting, readFacts } from './sql.server.ts'

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

/** What a holder's command runs; `command` does the act itself. */
interface HolderAct {
  before?: Statement[]
  command: Statement
  after: Statement[]
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
  asHolder(database, fingerprints, client, now, (right) => ({
    command: {
      sql: `UPDATE signups SET cancelled_at = :now, acted_at = :now, acted_by = :acted_by WHERE ${right.sql} AND cancelled_at IS NULL
        AND EXISTS (SELECT 1 FROM signup_pools AS pool WHERE pool.activity = signups.activity AND pool.occurrence = signups.occurrence AND pool.starts_at > :now)`,
      args: { ...right.args, now, acted_by: actedBy },
    },
    after: [promoteWaiting(poolOfCode(fingerprints.code), now)],
  }))

/**
 * Makes the party smaller, or larger if what is added fits (`changeFits` in capacity.ts). Whoever waits comes first: places
 * that the clock has freed are given out before the party may grow, and those it frees after.
 */
export const changeParty = (
  database: Database,
  fingerprints: Fingerprints,
  partySize: number,
  client: string,
  actedBy: string,
  now: number,
) =>
  asHolder(database, fingerprints, client, now, (right) => ({
    before: [promoteWaiting(poolOfCode(fingerprints.code), now)],
    command: {
      sql: `UPDATE signups SET party_size = :party_size, acted_at = :now, acted_by = :acted_by
        WHERE ${right.sql} AND cancelled_at IS NULL AND party_size <> :party_size AND EXISTS (
          SELECT 1 FROM signup_pools AS pool WHERE pool.activity = signups.activity AND pool.occurrence = signups.occurrence
            AND starts_at > :now AND (:party_size < signups.party_size OR :party_size <= largest_party AND (
              :party_size - signups.party_size
                <= CASE WHEN signups.confirmed_at IS NULL THEN waiting_places_limit - waiting_places ELSE ${freeFor('signups.channel')} END)))`,
      args: { ...right.args, now, acted_by: actedBy, party_size: partySize },
    },
    after: [promoteWaiting(poolOfCode(fingerprints.code), now)],
  }))
