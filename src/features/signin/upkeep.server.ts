import { msPerDay } from '../../kernel/calendar.ts'
import type { Database } from '../../kernel/database.ts'

/** Deletes codes so many days after they expired, used or not; returns how many. */
export const deleteOldCodes = async (database: Database, days: number, now: number) => {
  const [result] = await database.write([
    { sql: 'DELETE FROM signin_codes WHERE expires_at < :before', args: { before: now - days * msPerDay } },
  ])
  return result?.rows_written ?? 0
}
