import type { Page } from 'playwright-core'
import { openAll } from './browser.ts'
import { person } from './cast.ts'
import { contentPages } from './content-pages.ts'
import { surveyPages } from './surveys/pages.ts'

/** One kind of page, by an address that stands for all of its kind, in a state a visitor can be in. */
export interface PageType {
  /** The file that draws it, from `src/pages/`. */
  route: string
  name: string
  address: string
  /** A reading page shows text; an interactive one has a form that script may improve. */
  kind: 'reading' | 'interactive'
  /** What it answers with; 200 where nothing is said. */
  status?: 404
  /** What a visitor does at the address to see this state. */
  reach?: (page: Page) => Promise<void>
}

/** A large hall, so that each test finds a place: on 2026-12-05, open for signups at the tests' moment. */
const signupAddress = '/activities/fangzha-qingjingju/2026-12-05/signup/'

const retirementAddress = '/checkers/yanchi-tuixiu/?kind=man&born=1970-06'

const submitEmpty = async (page: Page) => {
  await page
    .locator('main form')
    .first()
    .evaluate((form: HTMLFormElement) => form.setAttribute('novalidate', ''))
  await page.locator('main form [type=submit]').first().click()
  await page.locator('.error-summary').waitFor()
}

let people = 0

const signUp = async (page: Page) => {
  const { name, phone } = person(people++)
  await page.fill('[name=name]', name)
  await page.fill('[name=phone]', phone)
  await page.locator('main form [type=submit]').first().click()
  await page.locator('.receipt .code').waitFor()
}

const openDetails = async (page: Page) => {
  await signUp(page)
  await openAll(page)
}

export const pageTypes: PageType[] = [
  { route: 'index.astro', name: 'home', address: '/', kind: 'reading' },
  ...contentPages,
  { route: 'programmes/index.astro', name: 'programmes', address: '/programmes/', kind: 'reading' },
  { route: 'programmes/[slug].astro', name: 'a programme', address: '/programmes/shouji-bangban/', kind: 'reading' },
  { route: 'places/index.astro', name: 'places', address: '/places/', kind: 'reading' },
  { route: 'places/[slug].astro', name: 'a place', address: '/places/service-center/', kind: 'reading' },
  { route: 'points/index.astro', name: 'points', address: '/points/', kind: 'reading' },
  { route: 'rewards/index.astro', name: 'rewards', address: '/rewards/', kind: 'reading' },
  { route: 'rewards/[slug].astro', name: 'a reward', address: '/rewards/xiyiye/', kind: 'reading' },
  { route: 'rewards/[slug].astro', name: 'a reward that is not to be had yet', address: '/rewards/maojin/', kind: 'reading' },
  { route: 'public-account/[...month].astro', name: 'the public account', address: '/public-account/', kind: 'reading' },
  { route: '[page].astro', name: 'about', address: '/about/', kind: 'reading' },
  { route: '[page].astro', name: 'privacy', address: '/privacy/', kind: 'reading' },
  { route: '[page].astro', name: 'accessibility', address: '/accessibility/', kind: 'reading' },
  { route: 'activities/[slug]/[occurrence]/signup.astro', name: 'a signup form', address: signupAddress, kind: 'interactive' },
  {
    route: 'activities/[slug]/[occurrence]/signup.astro',
    name: 'a signup form sent back',
    address: signupAddress,
    kind: 'interactive',
    reach: submitEmpty,
  },
  {
    route: 'activities/[slug]/[occurrence]/signup.astro',
    name: 'a signup that is not open',
    address: '/activities/lutian-dianying/2026-11-28/signup/',
    kind: 'interactive',
  },
  {
    route: 'checkers/[slug].astro',
    name: 'a question of a checker',
    address: '/checkers/zhuanxiang-fujia-kouchu/?taxed=yes',
    kind: 'reading',
  },
  { route: 'checkers/[slug].astro', name: 'the outcome of a checker', address: retirementAddress, kind: 'reading' },
  { route: 'checkers/[slug].astro', name: 'a sensitive checker', address: '/checkers/gaoling-jintie/', kind: 'interactive' },
  { route: 'signups/index.astro', name: 'looking up a signup', address: '/signups/', kind: 'interactive' },
  { route: 'signups/index.astro', name: 'a look-up sent back', address: '/signups/', kind: 'interactive', reach: submitEmpty },
  { route: 'me/index.astro', name: 'my page for who is not signed in', address: '/me/', kind: 'reading' },
  { route: 'me/deleted.astro', name: 'done deleting myself', address: '/me/deleted/', kind: 'reading' },
  { route: 'signin/index.astro', name: 'signing in', address: '/signin/', kind: 'interactive' },
  { route: 'signin/index.astro', name: 'signing in, sent back', address: '/signin/', kind: 'interactive', reach: submitEmpty },
  { route: 'signups/current.astro', name: 'a receipt', address: signupAddress, kind: 'interactive', reach: signUp },
  {
    route: 'signups/current.astro',
    name: 'a receipt with everything open',
    address: signupAddress,
    kind: 'interactive',
    reach: openDetails,
  },
  { route: 'search/index.astro', name: 'search', address: '/search/', kind: 'interactive' },
  { route: 'search/index.astro', name: 'what a search found', address: '/search/?q=低保', kind: 'interactive' },
  { route: 'search/index.astro', name: 'a search that found nothing', address: '/search/?q=vvvvvv', kind: 'interactive' },
  ...surveyPages,
  {
    route: 'surveys/[...rest].astro',
    name: 'a survey of one page sent back',
    address: '/surveys/satisfaction/answer/',
    kind: 'interactive',
    reach: submitEmpty,
  },
  { route: '404.astro', name: 'no such page', address: '/nowhere/', kind: 'reading', status: 404 },
]

/** Answers that are no pages, and the type each is sent as. */
export interface FileType {
  route: string
  address: string
  type: string
}

export const fileTypes: FileType[] = [
  { route: 'rss.xml.ts', address: '/rss.xml', type: 'application/xml' },
  { route: 'policies/changes.xml.ts', address: '/policies/changes.xml', type: 'application/xml' },
  { route: 'policies/versions.json.ts', address: '/policies/versions.json', type: 'application/json' },
  { route: 'sitemap.xml.ts', address: '/sitemap.xml', type: 'application/xml' },
  { route: 'robots.txt.ts', address: '/robots.txt', type: 'text/plain' },
  { route: 'activities/calendar.[format].ts', address: '/activities/calendar.ics', type: 'text/calendar' },
  { route: 'activities/calendar.[format].ts', address: '/activities/calendar.txt', type: 'text/plain' },
  { route: 'activities/kind/[kind].[format].ts', address: '/activities/kind/culture.ics', type: 'text/calendar' },
  { route: 'activities/kind/[kind].[format].ts', address: '/activities/kind/culture.txt', type: 'text/plain' },
  { route: 'activities/audience/[audience].[format].ts', address: '/activities/audience/older-people.ics', type: 'text/calendar' },
  { route: 'activities/audience/[audience].[format].ts', address: '/activities/audience/older-people.txt', type: 'text/plain' },
  { route: 'activities/[slug].[format].ts', address: '/activities/shouji-ketang.ics', type: 'text/calendar' },
  { route: 'activities/[slug].[format].ts', address: '/activities/shouji-ketang.txt', type: 'text/plain' },
  { route: 'reviews/dates.json.ts', address: '/reviews/dates.json', type: 'application/json' },
  { route: 'api/openapi.json.ts', address: '/api/openapi.json', type: 'application/json' },
]

/** The type at its address with a query such as `elder=1`; an empty one changes nothing. */
export const withQuery = (type: PageType, query: string): PageType => {
  if (query === '') return type
  return { ...type, address: type.address + (type.address.includes('?') ? '&' : '?') + query }
}

/** Opens a page type in the state its row describes. */
export const openPage = async (page: Page, url: string, { address, reach }: PageType) => {
  await page.goto(url + address, { waitUntil: 'load' })
  await reach?.(page)
}
