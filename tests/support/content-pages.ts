import type { PageType } from './pages.ts'

/** The kinds of pages of policies and activities that are written at the build. */
export const contentPages: PageType[] = [
  { route: 'policies/index.astro', name: 'policies by topic', address: '/policies/', kind: 'reading' },
  {
    route: 'policies/audience/[audience].astro',
    name: 'policies for an audience',
    address: '/policies/audience/older-people/',
    kind: 'reading',
  },
  { route: 'policies/topic/[topic].astro', name: 'policies of a topic', address: '/policies/topic/work/', kind: 'reading' },
  { route: 'policies/a-z.astro', name: 'policies A–Z', address: '/policies/a-z/', kind: 'reading' },
  { route: 'policies/[slug].astro', name: 'a policy', address: '/policies/juzhuzheng/', kind: 'reading' },
  { route: 'reviews/index.astro', name: 'reviews', address: '/reviews/', kind: 'reading' },
  {
    route: 'policies/[slug].astro',
    name: 'a policy with steps and questions',
    address: '/policies/changqi-huli-baoxian/',
    kind: 'reading',
  },
  { route: 'policies/changes.astro', name: 'changes of policies', address: '/policies/changes/', kind: 'reading' },
  {
    route: 'policies/[slug]/feedback.astro',
    name: 'thanks for saying it does not help',
    address: '/policies/juzhuzheng/feedback/?said=no',
    kind: 'reading',
  },
  { route: 'policies/[slug]/sheet.astro', name: 'a sheet of a policy', address: '/policies/juzhuzheng/sheet/', kind: 'reading' },
  { route: 'activities/index.astro', name: 'activities as a list', address: '/activities/', kind: 'reading' },
  { route: 'activities/month/[month].astro', name: 'activities of a month', address: '/activities/month/2026-12/', kind: 'reading' },
  { route: 'activities/kind/[kind].astro', name: 'activities of a kind', address: '/activities/kind/culture/', kind: 'reading' },
  {
    route: 'activities/audience/[audience].astro',
    name: 'activities for an audience',
    address: '/activities/audience/older-people/',
    kind: 'reading',
  },
  {
    route: 'activities/[by]/[key]/month/[month].astro',
    name: 'activities of a kind in a month',
    address: '/activities/kind/culture/month/2026-12/',
    kind: 'reading',
  },
  {
    route: 'activities/month/[month]/poster.astro',
    name: 'a poster of a month',
    address: '/activities/month/2026-12/poster/',
    kind: 'reading',
  },
  { route: 'activities/subscribe.astro', name: 'calendars to subscribe to', address: '/activities/subscribe/', kind: 'reading' },
  { route: 'activities/[slug]/sheet.astro', name: 'a sheet of an activity', address: '/activities/shouji-ketang/sheet/', kind: 'reading' },
  { route: 'activities/archive.astro', name: 'past activities', address: '/activities/archive/', kind: 'reading' },
  { route: 'activities/[slug].astro', name: 'an activity with signup', address: '/activities/fangzha-qingjingju/', kind: 'reading' },
  { route: 'activities/[slug].astro', name: 'a weekly activity with a moved date', address: '/activities/shouji-ketang/', kind: 'reading' },
  { route: 'activities/[slug].astro', name: 'a cancelled activity', address: '/activities/lutian-dianying/', kind: 'reading' },
]
