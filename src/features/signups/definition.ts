import { msPerDay } from '../../kernel/calendar.ts'
import type { Pool } from './capacity.ts'
import type { SignupWindow } from './window.ts'

/** What the database keeps of the content, so that a command on a signup need not know its activity. Times are epoch ms. */
export interface PoolDefinition {
  starts_at: number
  planned_places: number
  desk_places: number
  desk_released_at: number
  largest_party: number
  waiting_places_limit: number
}

/** The definition as the content has it now. */
export const poolDefinition = ({ occurrence, rules, desk_released_at }: SignupWindow): PoolDefinition => ({
  starts_at: occurrence.starts_at,
  planned_places: rules.capacity_places,
  desk_places: rules.desk_places,
  desk_released_at,
  largest_party: rules.largest_party,
  waiting_places_limit: rules.waiting_places,
})

/** The pool of an occurrence nobody has signed up for yet. */
export const untouchedPool = (window: SignupWindow): Pool => ({
  ...poolDefinition(window),
  capacity_places: window.rules.capacity_places,
  confirmed_places: 0,
  confirmed_desk_places: 0,
  waiting_places: 0,
})

/** Whether the content has changed since the pool was defined, or somebody waits who may be given places by now. */
export const needsSettling = (pool: PoolDefinition & { waiting_places: number }, window: SignupWindow, now: number) => {
  const wanted = poolDefinition(window)
  const changed = (Object.keys(wanted) as (keyof PoolDefinition)[]).some((name) => pool[name] !== wanted[name])
  return changed || (pool.waiting_places > 0 && wanted.starts_at > now)
}

/** When the contact details of an occurrence's signups are emptied: so many days after its end, epoch ms. */
export const purgeMoment = ({ occurrence }: SignupWindow, retentionDays: number) => occurrence.ends_at + retentionDays * msPerDay
