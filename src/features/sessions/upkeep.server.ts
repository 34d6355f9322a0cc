import type { Database } from '../../kernel/database.ts'

const day = 86_400_000

/** Deletes sessions so many days after they ended or expired; returns how many. */
export const deleteOldSessions = async (database: Database, days: number, now: number) => {
  const [result] = await database.write([
    { sql: 'DELETE FROM sessions WHERE expires_at < :before OR ended_at < :before', args: { before: now - days * day } },
  ])
  return result?.rows_written ?? 0
}
