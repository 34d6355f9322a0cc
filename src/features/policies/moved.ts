import type { DatedPolicy } from './dated.ts'
import { noticesOn } from './notices.ts'
import type { PolicyNotice, ValidityState } from './schema.ts'
import { validityOn } from './validity.ts'

/** A policy that stands elsewhere on a day than on the day its pages were written. */
export interface MovedPolicy {
  slug: string
  /** What its own page has to say now. */
  notices: PolicyNotice[]
  /** Where it stands now, if lists have to say so; null when only its own page says something else. */
  listed: { state: ValidityState; effective_from: string } | null
  /** Pages of other things that name it in a row. */
  named_at: string[]
}

/** What pages written on `writtenOn` say wrongly on `today` (both `YYYY-MM-DD`), of the policies with a date near. */
export const movedSince = (policies: Record<string, DatedPolicy>, writtenOn: string, today: string): MovedPolicy[] =>
  Object.entries(policies).flatMap(([slug, policy]) => {
    const notices = noticesOn(policy, today)
    const state = validityOn(policy, today).state
    const { effective_from, named_at } = policy
    const listed = rowState(state) === rowState(validityOn(policy, writtenOn).state) ? null : { state, effective_from }
    const said = listed !== null || JSON.stringify(notices) !== JSON.stringify(noticesOn(policy, writtenOn))
    return said ? [{ slug, notices, listed, named_at }] : []
  })

/** A row does not say that something ends soon. */
const rowState = (state: ValidityState) => (state === 'ending' ? 'in_force' : state)
