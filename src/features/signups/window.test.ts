import { describe, expect, test } from 'vitest'
import { sampleActivity, sampleOccurrence, testNow } from '../../../tests/support/catalogue.ts'
import type { CatalogueActivity } from '../activities/schema.ts'
import { nextChange, otherOpenDates, signupWindow, windowRefusal } from './window.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const saturday = '2026-11-28'

const find = (activity: CatalogueActivity = sampleActivity(), occurrence = saturday, slug = 'tea') =>
  signupWindow({ [activity.slug]: activity }, slug, occurrence)

const opened = (...of: Parameters<typeof find>) => {
  const found = find(...of)
  if (!found.ok) throw new Error(found.refusal.code)
  return found.value
}

describe('what someone asks for', () => {
  test('is found with its moments counted back from its start', () => {
    expect(opened()).toMatchObject({
      opens_at: at('2026-11-14T14:00:00'),
      closes_at: at('2026-11-28T12:00:00'),
      desk_released_at: at('2026-11-26T14:00:00'),
      occurrence: { id: saturday },
      rules: { capacity_places: 20 },
    })
  })

  test('that was moved has its moments counted back from where it is now', () => {
    const moved = sampleOccurrence(saturday, {
      status: 'moved',
      starts_at: at('2026-11-29T10:00:00'),
      moved_from: at('2026-11-28T14:00:00'),
    })
    expect(opened(sampleActivity({}, { occurrences: [moved] }))).toMatchObject({
      opens_at: at('2026-11-15T10:00:00'),
      closes_at: at('2026-11-29T08:00:00'),
      desk_released_at: at('2026-11-27T10:00:00'),
    })
  })

  test.each<[string, Parameters<typeof find>, object]>([
    ['an activity nobody knows', [sampleActivity(), saturday, 'coffee'], { code: 'activity_unknown' }],
    ['a word every object knows', [sampleActivity(), saturday, 'constructor'], { code: 'activity_unknown' }],
    ['a day on which it does not happen', [sampleActivity(), '2026-11-29'], { code: 'occurrence_unknown' }],
    [
      'an activity that was cancelled',
      [sampleActivity({}, { cancelled: { reason: '装修' } })],
      { code: 'activity_cancelled', reason: '装修' },
    ],
    [
      'an occurrence that was cancelled',
      [sampleActivity({}, { occurrences: [sampleOccurrence(saturday, { status: 'cancelled', reason: '下雨' })] })],
      { code: 'occurrence_cancelled', reason: '下雨' },
    ],
    [
      'an occurrence that was cancelled without a word',
      [sampleActivity({}, { occurrences: [sampleOccurrence(saturday, { status: 'cancelled' })] })],
      { code: 'occurrence_cancelled' },
    ],
    ['an activity one just comes to', [sampleActivity({}, { signup: null })], { code: 'signup_not_needed' }],
  ])('%s', (_, of, refusal) => expect(find(...of)).toEqual({ ok: false, refusal }))
})

describe('the window', () => {
  const told = (now: number) => windowRefusal(opened(), now)

  test.each<[string, number, object | null]>([
    ['is closed a millisecond before it opens', at('2026-11-14T14:00:00') - 1, { code: 'signup_not_open', at: at('2026-11-14T14:00:00') }],
    ['is open at its opening moment', at('2026-11-14T14:00:00'), null],
    ['is open a millisecond before it closes', at('2026-11-28T12:00:00') - 1, null],
    ['is closed at its closing moment', at('2026-11-28T12:00:00'), { code: 'signup_closed', at: at('2026-11-28T12:00:00') }],
    ['is closed until the start', at('2026-11-28T14:00:00') - 1, { code: 'signup_closed', at: at('2026-11-28T12:00:00') }],
    ['is over at the start', at('2026-11-28T14:00:00'), { code: 'occurrence_started' }],
    ['is over long after', at('2027-11-28T14:00:00'), { code: 'occurrence_started' }],
  ])('%s', (_, now, refusal) => expect(told(now)).toEqual(refusal))

  test('that closes at the start is open until the start', () => {
    const window = opened(sampleActivity({ closes_hours_before: 0 }))
    expect(windowRefusal(window, window.occurrence.starts_at - 1)).toBeNull()
    expect(windowRefusal(window, window.occurrence.starts_at)).toEqual({ code: 'occurrence_started' })
  })
})

describe('what the window says changes by the clock', () => {
  test.each<[string, number, number]>([
    ['before it opens, when it opens', at('2026-11-14T13:59:00'), at('2026-11-14T14:00:00')],
    ['at its opening, when the desk gives its places back', at('2026-11-14T14:00:00'), at('2026-11-26T14:00:00')],
    ['then, when it closes', at('2026-11-26T14:00:00'), at('2026-11-28T12:00:00')],
    ['when it is closed, at the start', at('2026-11-28T12:00:00'), at('2026-11-28T14:00:00')],
    ['after the start, never', at('2026-11-28T14:00:00'), Infinity],
  ])('%s', (_, now, next) => expect(nextChange(opened(), now)).toBe(next))
})

describe('other dates', () => {
  const days = ['2026-11-24', saturday, '2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-20']
  const activity = (changes: Partial<CatalogueActivity> = {}) =>
    sampleActivity({}, { occurrences: days.map((day) => sampleOccurrence(day)), ...changes })

  test('are the next four one can sign up for now, without the one at hand', () => {
    expect(otherOpenDates(activity(), saturday, testNow).map(({ id }) => id)).toEqual([
      '2026-11-24',
      '2026-11-29',
      '2026-11-30',
      '2026-12-01',
    ])
  })
  test('are not those that are cancelled, over, or not open yet', () => {
    const occurrences = [
      sampleOccurrence('2026-11-20'),
      sampleOccurrence('2026-11-24', { status: 'cancelled' }),
      sampleOccurrence('2026-11-25'),
      sampleOccurrence('2026-12-20'),
    ]
    expect(otherOpenDates(activity({ occurrences }), saturday, testNow).map(({ id }) => id)).toEqual(['2026-11-25'])
  })
  test('are none for an activity one just comes to', () =>
    expect(otherOpenDates(activity({ signup: null }), saturday, testNow)).toEqual([]))
})
