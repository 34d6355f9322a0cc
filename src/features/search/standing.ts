import type { ValidityState } from '../policies/schema.ts'
import { validityOn } from '../policies/validity.ts'
import type { Listed } from './schema.ts'

type Dated = Pick<Listed, 'effective_from' | 'expires_on' | 'replaced_by'>

/** Where a page stands on a day by the rule of policies; what has no first day is always in force. */
export const standingOn = ({ effective_from, expires_on, replaced_by }: Dated, today: string): ValidityState => {
  if (!effective_from) return 'in_force'
  const dates = {
    effective_from,
    ...(expires_on && { expires_on }),
    ...(replaced_by && { replaced_by: { title: replaced_by, document_number: '' } }),
  }
  return validityOn(dates, today).state
}

export const hasEnded = (page: Dated, today: string) => standingOn(page, today) === 'ended'
