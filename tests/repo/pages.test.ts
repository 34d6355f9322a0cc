import { expect, test } from 'vitest'
import { reservedSlugs } from '../../build/content/names.ts'
import { access } from '../../functions/access.ts'
import { fileTypes, pageTypes } from '../support/pages.ts'
import { readTree, unexplained } from './tree.ts'

const routes = [...readTree().keys()]
  .filter((path) => /^src\/pages\/.*\.(astro|ts)$/.test(path))
  .map((path) => path.replace('src/pages/', ''))
const tried = [...pageTypes, ...fileTypes].map(({ route }) => route)

/** Routes no address leads to. */
const reasons: Record<string, string> = {
  'src/pages/problem.astro has no page type': 'It is drawn in place of another page while the database is away; tests/faults looks at it.',
  'src/pages/desk/deletions/[resident].astro has no page type':
    'It needs a session of staff; tests/journeys/mine-looks.test.ts looks at it.',
  'src/pages/me/data.astro has no page type': 'It needs a session; tests/journeys/mine-looks.test.ts looks at it.',
  'src/pages/me/points.astro has no page type': 'It needs a session; tests/journeys/mine-looks.test.ts looks at it.',
  'src/pages/me/details.astro has no page type': 'It needs a session; tests/journeys/mine-looks.test.ts looks at it.',
  'src/pages/me/family.astro has no page type': 'It needs a session; tests/journeys/mine-looks.test.ts looks at it.',
  'src/pages/me/delete.astro has no page type': 'It needs a session; tests/journeys/mine-looks.test.ts looks at it.',
  'src/pages/me/signups/[id].astro has no page type': 'It needs a session; tests/journeys/mine-looks.test.ts looks at it.',
  'src/pages/desk/households/[...rest].astro has no page type':
    'It needs a session of staff; tests/journeys/households.test.ts looks at it.',
  'src/pages/desk/drop-offs/[...rest].astro has no page type': 'It needs a session of staff; tests/journeys/points.test.ts looks at it.',
  'src/pages/desk/points/[...rest].astro has no page type': 'It needs a session of staff; tests/journeys/points.test.ts looks at it.',
  'src/pages/desk/sheets/index.astro has no page type': 'It needs a session of staff; tests/journeys/households.test.ts looks at it.',
  'src/pages/signin/messages.astro has no page type': 'It draws the page of signing in again; tests/journeys/signin.test.ts looks at it.',
  'src/pages/signin/digits.astro has no page type': 'It follows a message; tests/journeys/signin.test.ts looks at it.',
  'src/pages/staff/verify.astro has no page type': 'It follows a slip of staff; tests/journeys/signin.test.ts looks at it.',
  'src/pages/staff/second-factor.astro has no page type': 'It follows a slip of staff; tests/journeys/signin.test.ts looks at it.',
  'src/pages/desk/index.astro has no page type': 'It needs a session of staff; tests/journeys/staff.test.ts looks at it.',
  'src/pages/desk/staff/index.astro has no page type': 'It needs a session of staff; tests/journeys/staff.test.ts looks at it.',
  'src/pages/desk/staff/[id]/[...act].astro has no page type': 'It needs a session of staff; tests/journeys/staff.test.ts looks at it.',
  'src/pages/desk/audit/index.astro has no page type': 'It needs a session of staff; tests/journeys/staff.test.ts looks at it.',
  'src/pages/desk/activities/index.astro has no page type': 'It needs a session of staff; tests/journeys/rosters.test.ts looks at it.',
  'src/pages/desk/activities/[slug]/[occurrence]/index.astro has no page type':
    'It needs a session of staff; tests/journeys/rosters.test.ts looks at it.',
  'src/pages/desk/activities/[slug]/[occurrence]/signup.astro has no page type':
    'It needs a session of staff; tests/journeys/rosters.test.ts looks at it.',
  'src/pages/desk/activities/[slug]/[occurrence]/print.astro has no page type':
    'It needs a session of staff; tests/journeys/rosters.test.ts looks at it.',
  'src/pages/desk/activities/[slug]/[occurrence]/change.astro has no page type':
    'It needs a session of staff; tests/journeys/rosters.test.ts looks at it.',
  'src/pages/desk/feedback/index.astro has no page type': 'It needs a session of staff; tests/journeys/policy-depth.test.ts looks at it.',
  'src/pages/desk/searches/index.astro has no page type': 'It needs a session of staff; tests/journeys/policy-depth.test.ts looks at it.',
  'src/pages/rewards/[slug]/redeem.astro has no page type': 'It needs a session; tests/journeys/rewards.test.ts looks at it.',
  'src/pages/me/rewards/[...rest].astro has no page type': 'It needs a session; tests/journeys/rewards.test.ts looks at it.',
  'src/pages/desk/redemptions/[...rest].astro has no page type': 'It needs a session of staff; tests/journeys/rewards.test.ts looks at it.',
  'src/pages/desk/stock/index.astro has no page type': 'It needs a session of staff; tests/journeys/rewards.test.ts looks at it.',
  'src/pages/desk/account/index.astro has no page type': 'It needs a session of staff; tests/journeys/rewards.test.ts looks at it.',
  'src/pages/desk/surveys/[...rest].astro has no page type':
    'It needs a session of staff; tests/journeys/survey-desk-looks.test.ts and survey-results.test.ts look at it.',
  'src/pages/desk/signups/[id].astro has no page type': 'It needs a session of staff; tests/journeys/rosters.test.ts looks at it.',
}

test('every route has an address at which it is looked at, and every address a route', () => {
  const untried = routes.filter((route) => !tried.includes(route)).map((route) => `src/pages/${route} has no page type`)
  const gone = [...new Set(tried)].filter((route) => !routes.includes(route)).map((route) => `there is no src/pages/${route}`)
  expect(unexplained([...untried, ...gone], reasons)).toEqual([])
})

test('no file an editor writes can take the address of a page the site has of its own', () => {
  const addresses = [
    ...routes.map((route) => `/${route.replace(/(\/index)?\.(astro|ts)$/, '')}`),
    ...Object.keys(access).map((line) => line.split(' ')[1] ?? ''),
  ]
  const taken = addresses.flatMap((address) => {
    const [, first = '', second = ''] = address.split('/')
    const own = (name: string) => /^[a-z0-9-]+$/.test(name)
    const collection = Object.keys(reservedSlugs).find((name) => name === first)
    return [...(own(first) ? [`pages ${first}`] : []), ...(collection && own(second) ? [`${collection} ${second}`] : [])]
  })
  const reserved = Object.entries(reservedSlugs).flatMap(([collection, slugs]) => slugs.map((slug) => `${collection} ${slug}`))
  expect(taken.filter((one) => !reserved.includes(one))).toEqual([])
})
