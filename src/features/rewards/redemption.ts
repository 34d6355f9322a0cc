/** 兑换 as the books and its own row tell it. Times are epoch milliseconds. */
export interface StoredRedemption {
  id: string
  household: string
  resident: string | null
  reward: string
  site: string
  created_at: number
  acted_by: string
  points: number
  deadline: number
  /** How the reservation ended, by which row of the books, when and by whom; null as long as it waits. */
  ended: 'post' | 'void' | null
  ended_by: string | null
  ended_kind: string | null
  ended_at: number | null
  ended_actor: string | null
  corrected_at: number | null
  corrected_detail: string | null
}

export type RedemptionState = 'waiting' | 'collected' | 'cancelled' | 'lapsed' | 'corrected'

/** Past its deadline nothing can be collected, whether or not the job has been there already. */
export const stateOf = ({ ended, ended_kind, corrected_at, deadline }: StoredRedemption, now: number): RedemptionState => {
  if (ended === 'post') return corrected_at === null ? 'collected' : 'corrected'
  if (ended === 'void') return ended_kind === 'lapse' ? 'lapsed' : 'cancelled'
  return deadline <= now ? 'lapsed' : 'waiting'
}
