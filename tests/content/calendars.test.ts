import { describe, expect, test } from 'vitest'
import { catalogueOf } from '../../build/content/catalogue.ts'
import { checkContent } from '../../build/content/check.ts'
import { readContentFiles } from '../../build/content/read.ts'
import { agendaBetween } from '../../src/features/activities/agenda.ts'
import { calendarFile } from '../../src/features/activities/ics.ts'
import { deskOccurrence, occurrenceAt } from '../../src/features/signup-desk/occurrence.ts'
import { testMoment } from '../support/clock.ts'
import { calendarFindings, eventsOf } from '../support/ics.ts'
import { repositoryRoot } from '../support/root.ts'

const { content } = checkContent(readContentFiles(repositoryRoot))
if (!content) throw new Error('the sample content is not right')
const now = Date.parse(testMoment)
const catalogue = catalogueOf(content, now)
const timeZone = catalogue.site.time_zone
const halfAYear = { from: now, until: now + 183 * 86_400_000, timeZone }

/** One occurrence as somebody is told of it, whatever tells it. */
interface Told {
  id: string
  starts_at: number
  ends_at: number
  is_off: boolean
  is_moved: boolean
}

const onPages = (slug: string): Told[] =>
  agendaBetween(
    content.entries.activities.filter((activity) => activity.slug === slug),
    halfAYear,
  ).map(({ occurrence: { id, starts_at, ends_at, status } }) => ({
    id,
    starts_at,
    ends_at,
    is_off: status === 'cancelled',
    is_moved: status === 'moved',
  }))

const inCalendar = (slug: string): Told[] => {
  const text = calendarFile(
    [catalogue.activities[slug]].flatMap((activity) => activity ?? []),
    { site: catalogue.site, now },
  )
  expect(calendarFindings(text)).toEqual([])
  return eventsOf(text)
    .filter(({ starts_at, ends_at }) => ends_at > halfAYear.from && starts_at < halfAYear.until)
    .map(({ uid, starts_at, ends_at, status, summary }) => ({
      id: uid.replace(`${slug}/`, '').replace(/@.*/, ''),
      starts_at,
      ends_at,
      is_off: status === 'CANCELLED',
      is_moved: summary.startsWith('【改期】'),
    }))
}

const onRosters = (slug: string, ids: string[]): Told[] =>
  ids.map((id) => {
    const found = occurrenceAt(catalogue.activities, slug, id)
    if (!found.ok) throw new Error(`the desk knows no ${slug} ${id}`)
    const { occurrence, cancelled } = deskOccurrence(...found.value, now)
    return {
      id,
      starts_at: occurrence.starts_at,
      ends_at: occurrence.ends_at,
      is_off: cancelled,
      is_moved: !cancelled && occurrence.status === 'moved',
    }
  })

describe('pages, calendar file and roster tell the same of half a year', () => {
  const slugs = Object.keys(catalogue.activities)

  test.each(slugs)('of %s', (slug) => {
    const told = onPages(slug)
    expect(inCalendar(slug)).toEqual(told)
    expect(
      onRosters(
        slug,
        told.map(({ id }) => id),
      ),
    ).toEqual(told)
  })

  test('with dates among them that are cancelled and moved', () => {
    const all = slugs.flatMap(onPages)
    expect(all.length).toBeGreaterThan(150)
    expect(all.filter(({ is_off }) => is_off).length).toBeGreaterThan(3)
    expect(all.filter(({ is_moved }) => is_moved).length).toBeGreaterThan(1)
  })
})
