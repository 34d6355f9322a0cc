import type { Policy } from '../../content-schemas/policy.ts'
import { daysBetween } from '../../kernel/calendar.ts'
import { endingNoticeDays, type NamedPolicy, type ValidityState } from './schema.ts'

/** Where a policy stands on a day. `days_left` counts the days in force after today, for one with a last day. */
export interface Validity {
  state: ValidityState
  days_left: number | null
  successor: Policy['replaced_by'] | null
}

/**
 * Whether a policy is in force on `today` (`YYYY-MM-DD`). Its first and its last day are both in force. A policy that names
 * what replaced it, and no last day, has ended.
 */
export const validityOn = (policy: Pick<Policy, 'effective_from' | 'expires_on' | 'replaced_by'>, today: string): Validity => {
  const successor = policy.replaced_by ?? null
  if (today < policy.effective_from) return { state: 'upcoming', days_left: null, successor }
  if (!policy.expires_on) return { state: successor ? 'ended' : 'in_force', days_left: null, successor }
  const daysLeft = daysBetween(today, policy.expires_on)
  if (daysLeft < 0) return { state: 'ended', days_left: null, successor }
  return { state: daysLeft <= endingNoticeDays ? 'ending' : 'in_force', days_left: daysLeft, successor }
}

/** Those that lists show on `today`: what has ended keeps its page and leaves them. */
export const stillListed = <Named extends NamedPolicy>(policies: Named[], today: string): Named[] =>
  policies.filter(({ data }) => validityOn(data, today).state !== 'ended')
