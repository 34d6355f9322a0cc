import { describe, expect, test } from 'vitest'
import { sampleActivity, sampleOccurrence, testNow } from '../../../tests/support/catalogue.ts'
import { announcements, type OccurrenceChange, withChanges } from './changes.ts'
import type { CatalogueActivity } from './schema.ts'

const catalogue = (activity: CatalogueActivity = sampleActivity()) => ({ tea: activity })
const change = (changes: Partial<OccurrenceChange>): OccurrenceChange => ({
  number: 1,
  activity: 'tea',
  occurrence: '2026-11-28',
  kind: 'cancelled',
  starts_at: null,
  ends_at: null,
  reason: '下雨',
  ...changes,
})
const at = (text: string) => Date.parse(`${text}+08:00`)
const moved = change({ kind: 'moved', starts_at: at('2026-12-06T10:00:00'), ends_at: at('2026-12-06T11:30:00') })
const occurrencesOf = (...changes: OccurrenceChange[]) => withChanges(catalogue(), changes)['tea']?.occurrences

describe('changes by staff over the catalogue', () => {
  test('are the very same catalogue when there are none', () => {
    const activities = catalogue()
    expect(withChanges(activities, [])).toBe(activities)
  })

  test('cancel one occurrence and leave the others', () => {
    expect(occurrencesOf(change({}))).toEqual([
      { ...sampleOccurrence('2026-11-28'), status: 'cancelled', reason: '下雨', change: 1 },
      sampleOccurrence('2026-12-05'),
    ])
  })

  test('move one, which keeps its name and stands in its new order', () => {
    expect(occurrencesOf(moved)?.map(({ id, status, moved_from }) => ({ id, status, moved_from }))).toEqual([
      { id: '2026-12-05', status: 'scheduled', moved_from: undefined },
      { id: '2026-11-28', status: 'moved', moved_from: at('2026-11-28T14:00:00') },
    ])
  })

  test('restore what the content says', () => {
    expect(occurrencesOf(change({ kind: 'restored' }))?.[0]).toEqual({ ...sampleOccurrence('2026-11-28'), change: 1 })
  })

  test('of what the content no longer has do nothing', () => {
    const activities = catalogue()
    expect(withChanges(activities, [change({ activity: '__proto__' }), change({ occurrence: '2026-11-29' })])['tea']).toEqual(
      activities.tea,
    )
  })
})

describe('what a page must tell', () => {
  test('is what the content does not say itself', () => {
    expect(announcements(catalogue(), [moved], testNow)).toMatchObject([{ slug: 'tea', planned_at: at('2026-11-28T14:00:00') }])
    const { starts_at, ends_at } = moved
    const written = sampleOccurrence('2026-11-28', { status: 'moved', starts_at: starts_at ?? 0, ends_at: ends_at ?? 0 })
    expect(announcements(catalogue(sampleActivity({}, { occurrences: [written] })), [moved], testNow)).toEqual([])
    expect(announcements(catalogue(), [change({ kind: 'restored' })], testNow)).toEqual([])
  })

  test('is told until the later of both days is over', () => {
    expect(announcements(catalogue(), [moved], at('2026-12-06T11:29:59'))).toHaveLength(1)
    expect(announcements(catalogue(), [moved], at('2026-12-06T11:30:00'))).toEqual([])
  })
})
