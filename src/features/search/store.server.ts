import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import { addDays, dayOf } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Database, Row, Statement } from '../../kernel/database.ts'
import { isSomebodysName } from '../members/reads.server.ts'
import { knownMissDays, missesByClient, tellingDays, tellingDevices, unknownMissDays } from './limits.ts'
import { missText, possibleNames } from './miss.ts'
import type { Miss } from './page.ts'

/**
 * Remembers that a text found nothing: by its mark alone, until enough devices have asked for it on different days. What may be a person,
 * a door or a number is not remembered, nor is anything of a client that asks too much. Repeated on one day it counts once.
 */
export const rememberMiss = async ({ database, vault, catalogue, client, now }: RequestContext, query: string): Promise<void> => {
  const text = missText(query)
  if (text === null) return
  const who = await client()
  const tries = attemptsSoFar(missesByClient, who, now, 'tries')
  const name = await isSomebodysName(vault, possibleNames(query))
  const allowed = `${tries.sql} <= :tries_allowed AND NOT ${name.sql}`
  const args = {
    ...tries.args,
    ...name.args,
    tries_allowed: missesByClient.tries,
    mark: await vault.fingerprint('search miss', text),
  }
  await database.write([
    countAttempt(missesByClient, who, now),
    {
      sql: `INSERT INTO search_misses (mark, day, device) SELECT :mark, :day, :device WHERE ${allowed} ON CONFLICT DO NOTHING`,
      args: {
        ...args,
        day: dayOf(now, catalogue.site.time_zone),
        device: await vault.fingerprint('search miss device', `${who} ${text}`),
      },
    },
    {
      sql: `INSERT INTO search_miss_texts (mark, text) SELECT :mark, :text FROM search_misses WHERE mark = :mark AND ${allowed}
        GROUP BY mark HAVING COUNT(DISTINCT device) >= :devices AND COUNT(DISTINCT day) >= :days ON CONFLICT DO NOTHING`,
      args: { ...args, text, devices: tellingDevices, days: tellingDays },
    },
  ])
}

const shownMisses = 200

export const missesQueries: Statement[] = [
  {
    sql: `SELECT text, COUNT(*) AS times, MAX(day) AS last_on FROM search_miss_texts JOIN search_misses USING (mark)
      GROUP BY mark, text ORDER BY times DESC, last_on DESC, text LIMIT :shown`,
    args: { shown: shownMisses },
  },
  { sql: 'SELECT COUNT(DISTINCT mark) AS few FROM search_misses WHERE mark NOT IN (SELECT mark FROM search_miss_texts)', args: {} },
]

/** The texts by how often, and how many others too few asked for to be known. */
export const readMisses = (misses: Row[], [count]: Row[]) => ({ misses: misses as unknown as Miss[], few: Number(count?.['few'] ?? 0) })

/** Forgets what nobody has asked for lately; returns how many rows. */
export const forgetMisses = async (database: Database, now: number, timeZone: string) => {
  const today = dayOf(now, timeZone)
  const results = await database.write([
    {
      sql: 'DELETE FROM search_misses WHERE day < :day AND mark NOT IN (SELECT mark FROM search_miss_texts)',
      args: { day: addDays(today, -unknownMissDays) },
    },
    { sql: 'DELETE FROM search_misses WHERE day < :day', args: { day: addDays(today, -knownMissDays) } },
    { sql: 'DELETE FROM search_miss_texts WHERE mark NOT IN (SELECT mark FROM search_misses)', args: {} },
  ])
  return results.reduce((sum, { rows_written }) => sum + rows_written, 0)
}
