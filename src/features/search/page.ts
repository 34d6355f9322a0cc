import type { StaffActor } from '../../kernel/actor.ts'
import type { Problem } from '../../kernel/problem.ts'
import type { Found } from './search.ts'

/** What the page of a search is drawn from. */
export interface SearchPage {
  kind: 'site_search'
  /** As typed, cut to what a field holds; empty before anything was asked. */
  query: string
  /** Whether what has ended is looked for too. */
  ended: boolean
  /** Null when nothing was asked, or it was refused. */
  found: Found | null
  /** `YYYY-MM-DD` of the site's time zone. */
  today: string
  problem?: Problem | undefined
}

/** A text that found nothing: how often (once a device and day), and on which day last (`YYYY-MM-DD`). */
export interface Miss {
  text: string
  times: number
  last_on: string
}

/** 没搜到, for the steward: texts that enough devices asked for in vain, and how many others there are. */
export interface MissesPage {
  kind: 'misses'
  actor: Pick<StaffActor, 'name' | 'role'>
  misses: Miss[]
  few: number
}

export type SearchPages = SearchPage | MissesPage
