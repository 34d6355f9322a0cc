import { msPerDay } from '../../kernel/calendar.ts'
import type { Database } from '../../kernel/database.ts'

/** Deletes sessions so many days after they ended or expired; returns how many. */
export const deleteOldSessions = async (database: Database, days: number, now: number) => {
  const [result] = await database.write([
    { sql: 'DELETE FROM sessions WHERE expires_at < :before OR ended_at < :before', args: { before: now - days * msPerDay } },
  ])
  return result?.rows_written ?? 0
}
