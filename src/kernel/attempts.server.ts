import { type AttemptLimit, windowStart } from './attempts.ts'
import type { Statement } from './database.ts'

/**
 * Counts one try, so that the command and its limit cost one round trip together. `when` is an SQL condition with its
 * own parameters, for counting only the tries that failed.
 */
export const countAttempt = (limit: AttemptLimit, who: string, now: number, when?: Statement): Statement => ({
  sql: `INSERT INTO attempts (kind, who, window_start, tries)
    SELECT :attempt_kind, :attempt_who, :attempt_window, 1 WHERE ${when ? when.sql : 'true'}
    ON CONFLICT (kind, who, window_start) DO UPDATE SET tries = tries + 1`,
  args: { ...when?.args, attempt_kind: limit.kind, attempt_who: who, attempt_window: windowStart(limit, now) },
})

/** An SQL expression: how often `who` has tried in the windows of this limit. Parameters carry the `name` in front. */
export const attemptsSoFar = (limit: AttemptLimit, who: string, now: number, name: string): Statement => {
  const window = windowStart(limit, now)
  const first = window - ((limit.windows ?? 1) - 1) * limit.window_minutes * 60_000
  return {
    sql: `COALESCE((SELECT SUM(tries) FROM attempts
      WHERE kind = :${name}_kind AND who = :${name}_who AND window_start BETWEEN :${name}_first AND :${name}_window), 0)`,
    args: { [`${name}_kind`]: limit.kind, [`${name}_who`]: who, [`${name}_first`]: first, [`${name}_window`]: window },
  }
}

/** Forgets windows that began before `before` (epoch ms); no limit may look back further. */
export const forgetAttempts = (before: number): Statement => ({
  sql: 'DELETE FROM attempts WHERE window_start < :before',
  args: { before },
})
