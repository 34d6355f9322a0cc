import { msPerDay } from '../../kernel/calendar.ts'
import type { Database, Statement } from '../../kernel/database.ts'

/** Deletes whoever left before a moment (epoch ms); a trigger takes along what else is kept of them. */
const forgetBefore = (before: number): Statement => ({
  sql: 'DELETE FROM residents WHERE left_at IS NOT NULL AND left_at <= :before',
  args: { before },
})

/** 到期删除: residents who left `days` ago or earlier; returns how many. Safe to repeat. */
export const deleteLeftResidents = async (database: Database, days: number, now: number) => {
  const [result] = await database.write([forgetBefore(now - days * msPerDay)])
  return result?.rows_written ?? 0
}
