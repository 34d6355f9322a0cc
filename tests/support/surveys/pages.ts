import type { PageType } from '../pages.ts'

/** Types of pages of surveys that need nothing done to be reached. */
export const surveyPages: PageType[] = [
  { route: 'surveys/[...rest].astro', name: 'surveys', address: '/surveys/', kind: 'reading' },
  { route: 'surveys/[...rest].astro', name: 'a survey', address: '/surveys/needs-2026/', kind: 'reading' },
  { route: 'surveys/[...rest].astro', name: 'the ways into a survey', address: '/surveys/needs-2026/answer/', kind: 'reading' },
  { route: 'surveys/[...rest].astro', name: 'a survey of one page', address: '/surveys/satisfaction/answer/', kind: 'interactive' },
  { route: 'surveys/[...rest].astro', name: 'a printed code', address: '/surveys/needs-2026/code/', kind: 'interactive' },
  { route: 'surveys/[...rest].astro', name: 'going on with a survey', address: '/surveys/resume/', kind: 'interactive' },
  { route: 'surveys/[...rest].astro', name: 'a survey that is handed in', address: '/surveys/satisfaction/done/', kind: 'reading' },
  { route: 'replies/[slug].astro', name: 'a reply', address: '/replies/chepeng-deng/', kind: 'reading' },
  {
    route: 'surveys/[slug]/needs.astro',
    name: 'needs that are not published',
    address: '/surveys/needs-2026/needs/',
    kind: 'reading',
    status: 404,
  },
  {
    route: 'surveys/[slug]/results.astro',
    name: 'a result that is not published',
    address: '/surveys/needs-2026/results/',
    kind: 'reading',
    status: 404,
  },
]
