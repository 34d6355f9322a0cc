import type { Catalogue, CatalogueAlert } from '../../src/catalogue.ts'
import { activityOccurrences } from '../../src/features/activities/agenda.ts'
import type { CatalogueActivity } from '../../src/features/activities/schema.ts'
import type { CatalogueChecker } from '../../src/features/checkers/schema.ts'
import { addDays, dayOf, momentOf, msPerDay } from '../../src/kernel/calendar.ts'
import type { Content, Entries, Entry } from './content.ts'
import { datedPoliciesOf } from './dated-policies.ts'
import { pointsOf } from './points.ts'
import { surveysOf } from './survey-catalogue.ts'

/** How far the catalogue looks, in days: back for those who look up a signup, forward for every window that can open. */
const pastDays = 120
const futureDays = 400

/** The catalogue of checked content at a moment (epoch ms). */
export const catalogueOf = ({ site, entries, redirects }: Content, now: number): Catalogue => {
  const window = { from: now - pastDays * msPerDay, until: now + futureDays * msPerDay, timeZone: site.time_zone }
  const places = new Map(entries.places.map((place) => [place.slug, place]))
  const activities = entries.activities.map(({ slug, data }): [string, CatalogueActivity] => [
    slug,
    {
      slug,
      title: data.title,
      phone: data.phone,
      organiser: data.organiser,
      place: placeOf(places, data.place),
      cancelled: data.cancelled ?? null,
      signup: data.signup ?? null,
      occurrences: activityOccurrences(data, window),
    },
  ])
  const programmes = entries.programmes
    .map(({ slug, data }) => ({ slug, title: data.title }))
    .sort((a, b) => a.title.localeCompare(b.title, 'zh-CN') || (a.slug < b.slug ? -1 : 1))
  const builtOn = dayOf(now, site.time_zone)
  return {
    site,
    built_on: builtOn,
    alerts: alertsOf(entries.alerts, site.time_zone, now),
    activities: Object.fromEntries(activities),
    checkers: Object.fromEntries(checkersOf(entries, places)),
    dated_policies: datedPoliciesOf(entries, builtOn, addDays(builtOn, futureDays)),
    programmes,
    redirects: Object.fromEntries(redirects.map(({ from, to }) => [from, to])),
    ...pointsOf(entries),
    surveys: Object.fromEntries(surveysOf(entries)),
  }
}

const placeOf = (places: Map<string, Entry<'places'>>, slug: string) => {
  const place = places.get(slug)
  if (!place) throw new Error(`the check let an unknown place through: ${slug}`)
  return { slug, title: place.data.title, address: place.data.address }
}

const checkersOf = ({ checkers, policies }: Entries, places: Map<string, Entry<'places'>>): [string, CatalogueChecker][] =>
  checkers.map(({ slug, data }) => {
    const named = data.policies.map((policy) => {
      const known = policies.find((one) => one.slug === policy)
      if (!known) throw new Error(`the check let an unknown policy through: ${policy}`)
      return known
    })
    const [first] = named
    if (!first) throw new Error(`the check let a checker without a policy through: ${slug}`)
    const { place, phone } = first.data.service
    const inForce = named.map(({ slug: policy, data: { title, effective_from, expires_on, replaced_by } }) => ({
      slug: policy,
      title,
      effective_from,
      expires_on,
      replaced_by,
    }))
    return [slug, { ...data, slug, policies: inForce, place: placeOf(places, place), phone }]
  })

const alertsOf = (alerts: Entry<'alerts'>[], timeZone: string, now: number): CatalogueAlert[] =>
  alerts
    .map(({ slug, data }) => ({ slug, ...data, starts_at: momentOf(data.starts_at, timeZone), ends_at: momentOf(data.ends_at, timeZone) }))
    .filter(({ ends_at }) => ends_at > now)
    .sort((a, b) => Number(b.level === '紧急') - Number(a.level === '紧急') || a.starts_at - b.starts_at || (a.slug < b.slug ? -1 : 1))
