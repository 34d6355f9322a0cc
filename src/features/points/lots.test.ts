import { describe, expect, test } from 'vitest'
import { bookOf, home, out, timeZone } from '../../../tests/support/books/points.ts'
import { expiresOn, expiringSoon, lotsOf, pointsExpired } from './lots.ts'
import { effectiveOf } from './movements.ts'

const lots = (...drafts: Parameters<typeof bookOf>) =>
  lotsOf(effectiveOf(bookOf(...drafts), home), timeZone, 12).map(({ transfer, points }) => `${transfer} ${points}`)
const january = { id: 'a', on: '2026-01-15', amount: 10 }
const march = { id: 'b', on: '2026-03-01', amount: 20 }
const undone = { debit_account: home, credit_account: 'points/issuer/community', kind: 'correct' }

describe('what is left of each earning', () => {
  test('is all of it before anything is used', () => expect(lots(january, march)).toEqual(['a 10', 'b 20']))
  test('goes from the oldest first', () => {
    expect(lots(january, march, { ...out, id: 'c', on: '2026-03-02', amount: 4 })).toEqual(['a 6', 'b 20'])
    expect(lots(january, march, { ...out, id: 'c', on: '2026-03-02', amount: 14 })).toEqual(['b 16'])
    expect(lots(january, march, { ...out, id: 'c', on: '2026-03-02', amount: 30 })).toEqual([])
  })
  test('is oldest by the day, whatever the order of the books', () =>
    expect(lots(march, january, { ...out, id: 'c', on: '2026-03-02', amount: 4 })).toEqual(['a 6', 'b 20']))
  test('is in the order of the books on the same day', () => {
    const [first, second] = [january, { ...january, id: 'a2', amount: 5 }]
    expect([lots(first, second), lots(second, first)]).toEqual([
      ['a 10', 'a2 5'],
      ['a2 5', 'a 10'],
    ])
  })
  test('is the same in whatever order the rows are read', () => {
    const rows = bookOf(january, { ...january, id: 'a2', amount: 5 }, { ...out, id: 'c', on: '2026-03-02', amount: 4 })
    const left = lotsOf(effectiveOf(rows.toReversed(), home), timeZone, 12)
    expect(left.map(({ transfer, points }) => `${transfer} ${points}`)).toEqual(['a 6', 'a2 5'])
  })
  test('is without what is reserved, and with what was given back', () => {
    const reserved = { ...out, id: 'r', on: '2026-03-02', amount: 12, phase: 'pending', deadline: 1 } as const
    expect(lots(january, march, reserved)).toEqual(['b 18'])
    expect(lots(january, march, reserved, { ...reserved, id: 'v', phase: 'void', pending_id: 'r' })).toEqual(['a 10', 'b 20'])
    expect(lots(january, march, reserved, { ...reserved, id: 'p', phase: 'post', pending_id: 'r' })).toEqual(['b 18'])
  })
  test('is without an earning that was wrong, and with it again when that was the mistake', () => {
    const wrong = { ...undone, id: 'x', on: '2026-03-03', amount: 10, reverses: 'a' }
    expect(lots(january, march, wrong)).toEqual(['b 20'])
    expect(lots(january, march, wrong, { id: 'y', on: '2026-03-04', amount: 10, reverses: 'x', kind: 'correct' })).toEqual(['a 10', 'b 20'])
  })
  test('comes back as old as it was when a use is undone', () => {
    const used = { ...out, id: 'c', on: '2026-03-02', amount: 14 }
    const back = { id: 'd', on: '2026-05-01', amount: 14, reverses: 'c', debit_account: out.credit_account, credit_account: home }
    expect(lots(january, march, used, back)).toEqual(['a 10', 'b 20'])
  })
  test('is without what has not been posted to it', () =>
    expect(lots(january, { ...march, phase: 'pending', deadline: 1 })).toEqual(['a 10']))
})

describe('points are good', () => {
  test.each([
    ['2026-01-15', '2027-01-31'],
    ['2026-01-31', '2027-01-31'],
    ['2026-02-28', '2027-02-28'],
    ['2027-02-01', '2028-02-29'],
    ['2026-12-31', '2027-12-31'],
  ])('from %s until %s', (day, last) => expect(expiresOn(day, 12)).toBe(last))

  const left = () => lotsOf(effectiveOf(bookOf(january, march, { ...out, id: 'c', on: '2026-03-02', amount: 4 }), home), timeZone, 12)
  test('to the end of their last day', () =>
    expect(['2027-01-31', '2027-02-01', '2027-03-31', '2027-04-01'].map((day) => pointsExpired(left(), day))).toEqual([0, 6, 6, 26]))
  test('and a notice comes thirty days ahead', () => {
    expect(expiringSoon(left(), '2026-12-31', 30)).toEqual([])
    expect(expiringSoon(left(), '2027-01-01', 30)).toEqual([{ expires_on: '2027-01-31', points: 6 }])
    expect(expiringSoon(left(), '2027-02-01', 30)).toEqual([])
    expect(expiringSoon(left(), '2027-01-31', 60)).toEqual([
      { expires_on: '2027-01-31', points: 6 },
      { expires_on: '2027-03-31', points: 20 },
    ])
  })
  test('on the days of the community, not of the machine', () => {
    const late = bookOf({ ...january, at: Date.parse('2026-01-31T16:30:00Z') })
    expect(lotsOf(effectiveOf(late, home), timeZone, 12)[0]).toMatchObject({ earned_on: '2026-02-01', expires_on: '2027-02-28' })
  })
})
