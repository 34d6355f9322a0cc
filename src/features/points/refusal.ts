import type { LedgerRefusal } from '../../kernel/ledger-refusal.ts'
import type { PointsRefusal } from './schema.ts'

/**
 * What the books' refusal means to whoever asked. `act` says what was asked: a household that has too little cannot redeem, but an
 * earning of it that is spent cannot be corrected; an award waits for a second person.
 */
export const refusalOf = (refusal: LedgerRefusal, act: 'redemption' | 'correction' | 'award'): PointsRefusal => {
  const isAward = act === 'award'
  switch (refusal.code) {
    case 'transfer_conflict':
      return { code: 'points_request_reused' }
    case 'balance_insufficient':
      if (act === 'correction') return { code: 'entry_spent', points: refusal.available ?? 0, needed: refusal.needed ?? 0 }
      if (refusal.id.startsWith('item:')) return { code: 'reward_gone' }
      return { code: 'points_insufficient', points: refusal.available ?? 0, needed: refusal.needed ?? 0 }
    case 'pending_unknown':
      return { code: isAward ? 'award_unknown' : 'redemption_unknown' }
    case 'pending_already_posted':
      return { code: isAward ? 'award_confirmed' : 'redemption_collected' }
    case 'pending_already_voided':
      return { code: isAward ? 'award_rejected' : 'redemption_ended' }
    case 'pending_overdue':
      return { code: isAward ? 'award_overdue' : 'redemption_overdue' }
    case 'reversed_unknown':
      return { code: 'entry_unknown' }
    case 'already_reversed':
      return { code: 'entry_corrected' }
    case 'condition_unmet':
      return { code: 'points_act_overtaken' }
  }
}
