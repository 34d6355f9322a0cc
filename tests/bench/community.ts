import type { Catalogue } from '../../src/catalogue.ts'
import type { CatalogueActivity } from '../../src/features/activities/schema.ts'
import { sampleActivity, sampleCatalogue, sampleOccurrence, testNow } from '../support/catalogue.ts'

const day = 86_400_000
const activities = 24
const occurrencesEach = 26

/** The days from tomorrow on, weekly from the given day: a half-year of a weekly activity. */
const weekly = (fromDay: number) =>
  Array.from({ length: occurrencesEach }, (_, week) =>
    sampleOccurrence(new Date(testNow + (fromDay + week * 7) * day).toISOString().slice(0, 10)),
  )

const activity = (number: number): CatalogueActivity =>
  sampleActivity({ opens_days_before: 365 }, { slug: `activity-${number}`, occurrences: weekly(1 + (number % 7)) })

/** A community the size of the sample one: 24 weekly activities of 20 places and 20 on the waiting list, all open for signups. */
export const busyCommunity = (): Catalogue => sampleCatalogue(Array.from({ length: activities }, (_, number) => activity(number)))

/** Every occurrence, activity by activity turn about, so that neighbouring signups go to different ones. */
export const occurrencesOf = (catalogue: Catalogue) => {
  const all = Object.values(catalogue.activities)
  return Array.from({ length: activities * occurrencesEach }, (_, place) => {
    const { slug, occurrences } = all[place % activities] as CatalogueActivity
    return { slug, occurrence: occurrences[Math.floor(place / activities)]?.id ?? '' }
  })
}

/** The JSON of the signup with this number: its own phone, its own key, one to three people in every order. */
export const signupBody = (number: number, occurrence: string) =>
  JSON.stringify({
    occurrence,
    name: `住户${number}`,
    phone: `199${String(number).padStart(8, '0')}`,
    party_size: 1 + ((number + Math.floor(number / (activities * occurrencesEach))) % 3),
    notice_version: '2026-11',
    request_key: crypto.randomUUID(),
  })

/** A family or a window clerk signs up this often from one address before another one takes its turn. */
const signupsFromOneAddress = 20

const addressOf = (number: number) => `10.0.${number >> 8}.${number & 255}`

export const clientOf = (signup: number) => addressOf(Math.floor(signup / signupsFromOneAddress))
