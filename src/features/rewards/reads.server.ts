import type { Catalogue } from '../../catalogue.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { type RedemptionState, type StoredRedemption, stateOf } from './redemption.ts'
import { redemptionColumns, redemptionTables } from './sql.server.ts'
import { rewardTitle } from './view.ts'

/** What is kept of a resident who redeemed for the household. */
export interface RedeemedBy {
  title: string
  points: number
  state: RedemptionState
  created_at: number
}

/** Redemptions a resident made, newest first. */
export const redemptionsBy = (resident: string): Statement => ({
  sql: `SELECT ${redemptionColumns} FROM ${redemptionTables} WHERE redemptions.resident = :redeeming_resident
    ORDER BY redemptions.created_at DESC, redemptions.rowid DESC`,
  args: { redeeming_resident: resident },
})

export const readRedemptionsBy = (rows: Row[], catalogue: Catalogue, now: number): RedeemedBy[] =>
  rows.map((row) => {
    const one = row as unknown as StoredRedemption
    return { title: rewardTitle(catalogue, one.reward), points: one.points, state: stateOf(one, now), created_at: one.created_at }
  })
