import { guardedAccount, openEndedAccount } from '../../kernel/ledger.ts'

/** Where points come from and go to. A household's are guarded: they are never overdrawn. */
export const issuer = openEndedAccount('points', 'issuer', 'community')
export const expiredPoints = openEndedAccount('points', 'expired', 'community')
export const householdPoints = (household: string) => guardedAccount('points', 'household', household)
export const redeemedPoints = (reward: string) => openEndedAccount('points', 'redeemed', reward)

/** Where a reward comes from and goes to, counted in pieces. What a site has is guarded: nothing is handed out that is not there. */
export const supplier = (reward: string) => openEndedAccount(`item:${reward}`, 'supplier', 'community')
export const stockAt = (reward: string, site: string) => guardedAccount(`item:${reward}`, 'stock', site)
/** What a household has of a reward; what is reserved for it is `credits_pending`, so a limit per household is read off it. */
export const receivedBy = (reward: string, household: string) => openEndedAccount(`item:${reward}`, 'household', household)
