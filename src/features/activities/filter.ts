import type { Activity } from '../../content-schemas/activity.ts'

/** What a reader narrows the activities by; an absent wish lets everything through. */
export interface ActivityWishes {
  kind?: Activity['kind']
  audience?: Activity['audiences'][number]
  place?: string
}

/** Whether an activity is among those someone looks for. What is for everyone is for each audience too. */
export const isWished = (activity: Pick<Activity, 'kind' | 'audiences' | 'place'>, wishes: ActivityWishes) => {
  if (wishes.kind && activity.kind !== wishes.kind) return false
  if (wishes.place && activity.place !== wishes.place) return false
  return !wishes.audience || activity.audiences.includes(wishes.audience) || activity.audiences.includes('全体居民')
}
