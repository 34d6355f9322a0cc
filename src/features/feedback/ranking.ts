import { tellingTimes } from './limits.ts'
import type { PageVersions } from './schema.ts'

/** How often one version of one page was called helpful, or not. */
export interface PageCount {
  page: string
  version: string
  yes: number
  no: number
}

/** A page with what was said of it as it stands now, and before. `title` is null when it is no longer there. */
export interface RankedPage {
  slug: string
  title: string | null
  yes: number
  no: number
  /** Whole per cent of those who said 没用. */
  no_percent: number
  /** Answers about earlier versions. */
  before: number
}

/**
 * Pages by the share of those who said 没用 of the version that stands now, the worst first, then by how many said so. Those with few
 * answers are apart, because of three answers one is a third.
 */
export const rankPages = (counts: PageCount[], versions: PageVersions): { telling: RankedPage[]; early: RankedPage[] } => {
  const pages = [...new Set(counts.map(({ page }) => page))].map((slug): RankedPage => {
    const own = counts.filter(({ page }) => page === slug)
    const known = Object.hasOwn(versions, slug) ? versions[slug] : undefined
    const now = own.find(({ version }) => version === known?.version)
    const [yes, no] = [now?.yes ?? 0, now?.no ?? 0]
    const all = own.reduce((sum, one) => sum + one.yes + one.no, 0)
    return { slug, title: known?.title ?? null, yes, no, no_percent: percentOf(no, yes + no), before: all - yes - no }
  })
  const ranked = pages.sort((a, b) => b.no_percent - a.no_percent || b.no - a.no || (a.slug < b.slug ? -1 : 1))
  const isTelling = ({ yes, no }: RankedPage) => yes + no >= tellingTimes
  return { telling: ranked.filter(isTelling), early: ranked.filter((page) => !isTelling(page)) }
}

const percentOf = (part: number, all: number) => (all === 0 ? 0 : Math.round((part * 100) / all))
