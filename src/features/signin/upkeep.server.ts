import type { Database } from '../../kernel/database.ts'

const day = 86_400_000

/** Deletes codes so many days after they expired, used or not; returns how many. */
export const deleteOldCodes = async (database: Database, days: number, now: number) => {
  const [result] = await database.write([
    { sql: 'DELETE FROM signin_codes WHERE expires_at < :before', args: { before: now - days * day } },
  ])
  return result?.rows_written ?? 0
}
