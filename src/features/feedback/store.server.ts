import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import { windowStart } from '../../kernel/attempts.ts'
import type { Database, Row, Statement } from '../../kernel/database.ts'
import { feedbackByClient, receipts } from './limits.ts'
import type { PageCount } from './ranking.ts'
import type { Answer } from './schema.ts'

export interface Vote {
  page: string
  version: string
  helpful: Answer
  /** Fingerprint of what this browser is given to take its answer back with. */
  receipt: string
  /** The answer this browser gave before of the same version. */
  earlier: { helpful: Answer; receipt: string } | null
}

const numberFor = (helpful: Answer) => Number(helpful === 'yes')

const hasReceipt = (name: string) => `EXISTS (SELECT 1 FROM attempts WHERE kind = :receipts AND who = :${name})`

/**
 * Counts an answer instead of the earlier one, and returns how often this client has answered in its window; over the limit nothing is
 * counted. A receipt lets it be counted once, however often the batch is repeated, and be taken back once.
 */
export const countVote = async (database: Database, { page, version, helpful, receipt, earlier }: Vote, client: string, now: number) => {
  const tries = attemptsSoFar(feedbackByClient, client, now, 'tries')
  const args = {
    ...tries.args,
    tries_allowed: feedbackByClient.tries,
    receipts: receipts.kind,
    receipt,
    earlier: earlier?.receipt ?? '',
    window: windowStart(receipts, now),
    page,
    version,
    helpful: numberFor(helpful),
    before: numberFor(earlier?.helpful ?? helpful),
  }
  const isNew = `NOT ${hasReceipt('receipt')} AND ${tries.sql} <= :tries_allowed`
  const results = await database.write([
    countAttempt(feedbackByClient, client, now),
    {
      sql: `UPDATE page_feedback SET times = times - 1
        WHERE page = :page AND version = :version AND helpful = :before AND ${hasReceipt('earlier')} AND ${isNew}`,
      args,
    },
    {
      sql: `INSERT INTO page_feedback (page, version, helpful, times) SELECT :page, :version, :helpful, 1 WHERE ${isNew}
        ON CONFLICT (page, version, helpful) DO UPDATE SET times = times + 1`,
      args,
    },
    { sql: `DELETE FROM attempts WHERE kind = :receipts AND who = :earlier AND ${isNew}`, args },
    {
      sql: `INSERT INTO attempts (kind, who, window_start, tries) SELECT :receipts, :receipt, :window, 1 WHERE ${isNew}`,
      args,
    },
    { sql: `SELECT ${tries.sql} AS tries`, args: tries.args },
  ])
  return Number(results.at(-1)?.rows[0]?.['tries'])
}

export const countsQuery: Statement = {
  sql: `SELECT page, version, SUM(times * helpful) AS yes, SUM(times * (1 - helpful)) AS no FROM page_feedback
    WHERE times > 0 GROUP BY page, version ORDER BY page, version`,
  args: {},
}

export const readCounts = (rows: Row[]) => rows as unknown as PageCount[]
