import type { CatalogueRate } from '../../catalogue.ts'

/** Days of the site's time zone (`YYYY-MM-DD`), both included; without `until` there is no end yet. */
export interface Span {
  from: string
  until?: string | null | undefined
}

export type Standing = 'later' | 'now' | 'over'

/** Where a day lies: before a span, in it or after it. */
export const standingOn = ({ from, until }: Span, day: string): Standing => {
  if (day < from) return 'later'
  return until && day > until ? 'over' : 'now'
}

/** The version of the rates in force on a day. */
export const versionOn = (rates: CatalogueRate[], day: string) => rates.find((one) => standingOn(one, day) === 'now') ?? null
