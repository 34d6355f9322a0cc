import type { DatedPolicy } from './dated.ts'
import { noticesOn } from './notices.ts'
import { standingSentence } from './paper-copy.ts'
import type { PolicyNotice, ValidityState } from './schema.ts'
import { validityOn } from './validity.ts'

/** A policy that stands elsewhere on a day than on the day its pages were written. */
export interface MovedPolicy {
  slug: string
  /** What its own page has to say now. */
  notices: PolicyNotice[]
  /** Where it stands now, if lists have to say so; null when only its own page says something else. */
  listed: { state: ValidityState; effective_from: string } | null
  /** What its sheet of paper says about where it stands, null for nothing, and whether it was written with such a sentence. */
  paper: { sentence: string | null; told: boolean }
  /** Pages of other things that name it in a row. */
  named_at: string[]
}

/** What pages written on `writtenOn` say wrongly on `today` (both `YYYY-MM-DD`), of the policies with a date near. */
export const movedSince = (policies: Record<string, DatedPolicy>, writtenOn: string, today: string): MovedPolicy[] =>
  Object.entries(policies).flatMap(([slug, policy]) => {
    const notices = noticesOn(policy, today)
    const [was, is] = [validityOn(policy, writtenOn), validityOn(policy, today)]
    const { effective_from, named_at } = policy
    const listed = rowState(is.state) === rowState(was.state) ? null : { state: is.state, effective_from }
    const paper = { sentence: standingSentence(policy, is), told: standingSentence(policy, was) !== null }
    const said = listed !== null || JSON.stringify(notices) !== JSON.stringify(noticesOn(policy, writtenOn))
    return said ? [{ slug, notices, listed, paper, named_at }] : []
  })

/** A row does not say that something ends soon. */
const rowState = (state: ValidityState) => (state === 'ending' ? 'in_force' : state)
