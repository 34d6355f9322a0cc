import { describe, expect, test } from 'vitest'
import { sampleActivity, sampleOccurrence, testNow } from '../../../tests/support/catalogue.ts'
import { availabilityOf } from './availability.ts'
import type { Pool } from './capacity.ts'
import { needsSettling, poolDefinition, purgeMoment, untouchedPool } from './definition.ts'
import { signupWindow } from './window.ts'

const day = 86_400_000
const saturday = '2026-11-28'
const locality = { phone: '0400-5550100', time_zone: 'Asia/Shanghai' }

/** Ten places of which four are kept for the desk, and six to wait. */
const tea = () => {
  const rules = { capacity_places: 10, desk_places: 4, waiting_places: 6, largest_party: 3 }
  const found = signupWindow({ tea: sampleActivity(rules) }, 'tea', saturday)
  if (!found.ok) throw new Error(found.refusal.code)
  return found.value
}
const starts_at = sampleOccurrence(saturday).starts_at

describe('an occurrence nobody has signed up for', () => {
  test('is what the content says, and has all its places', () => {
    expect(untouchedPool(tea())).toEqual({
      starts_at,
      planned_places: 10,
      desk_places: 4,
      desk_released_at: starts_at - 2 * day,
      largest_party: 3,
      waiting_places_limit: 6,
      capacity_places: 10,
      confirmed_places: 0,
      confirmed_desk_places: 0,
      waiting_places: 0,
    })
  })
})

describe('what is left', () => {
  const left = (stored: Partial<Pool> | null, now = testNow) =>
    availabilityOf(tea(), stored && { ...untouchedPool(tea()), ...stored }, now, locality)
  const here = { activity: 'tea', occurrence: saturday }

  test('is said of an occurrence the database does not know yet, without what is kept for the desk', () =>
    expect(left(null)).toEqual({ ...here, state: 'open', free_places: 6, waiting_places_left: 6, sentence: '还有 6 个名额。' }))
  test('is said to the last place', () =>
    expect(left({ confirmed_places: 5 })).toEqual({
      ...here,
      state: 'open',
      free_places: 1,
      waiting_places_left: 6,
      sentence: '还有 1 个名额。',
    }))
  test('is the waiting list once all places are taken, to its last place', () =>
    expect(left({ confirmed_places: 6, waiting_places: 5 })).toEqual({
      ...here,
      state: 'waiting',
      free_places: 0,
      waiting_places_left: 1,
      sentence: '名额满了，可以排候补（还能排 1 人）。有人退出，按先后顺序自动补上。',
    }))
  test('is nothing online once the waiting list is full too', () =>
    expect(left({ confirmed_places: 6, waiting_places: 6 })).toEqual({
      ...here,
      state: 'full',
      free_places: 0,
      waiting_places_left: 0,
      sentence: '名额和候补都满了。可以换一场，或打电话 0400-5550100 问问窗口保留的名额。',
    }))
  test('is beside the point when the window is closed, and the sentence says why', () =>
    expect(left(null, tea().closes_at)).toEqual({
      ...here,
      state: 'closed',
      free_places: 10,
      waiting_places_left: 6,
      sentence: '报名在 2026年11月28日（周六）12:00 截止了。还想来，请打电话 0400-5550100 问问。',
    }))
})

describe('what the database keeps of the content', () => {
  const stored = () => ({ ...poolDefinition(tea()), waiting_places: 0 })

  test('is settled while it is what the content says', () => expect(needsSettling(stored(), tea(), testNow)).toBe(false))
  test.each(['starts_at', 'planned_places', 'desk_places', 'desk_released_at', 'largest_party', 'waiting_places_limit'] as const)(
    'is to be settled when the content has another %s',
    (name) => expect(needsSettling({ ...stored(), [name]: stored()[name] + 1 }, tea(), testNow)).toBe(true),
  )
  test('is to be settled while somebody waits, until the start', () => {
    const waiting = { ...stored(), waiting_places: 1 }
    expect([starts_at - 1, starts_at].map((now) => needsSettling(waiting, tea(), now))).toEqual([true, false])
  })
  test('is to be settled after the start only when the content was changed', () =>
    expect(needsSettling({ ...stored(), desk_places: 1 }, tea(), starts_at)).toBe(true))
  test('counts its days of keeping from the end, half past three', () =>
    expect(purgeMoment(tea(), 30)).toBe(Date.parse('2026-12-28T15:30:00+08:00')))
})
