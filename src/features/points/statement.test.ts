import { expect, test } from 'vitest'
import { bookOf, home, out, timeZone } from '../../../tests/support/books/points.ts'
import { recomputeTotals, statementOf, wrongTotals } from './statement.ts'

const rows = bookOf(
  { id: 'a', on: '2026-01-15', amount: 10 },
  { id: 'b', on: '2026-03-01', amount: 20 },
  { ...out, id: 'c', on: '2026-03-02', amount: 3 },
  { ...out, id: 'r', on: '2026-03-03', amount: 5, phase: 'pending', deadline: 1 },
  { ...out, id: 'p', on: '2026-03-04', amount: 5, phase: 'post', pending_id: 'r' },
  { ...out, id: 's', on: '2026-03-05', amount: 4, phase: 'pending', deadline: 1 },
  { ...out, id: 't', on: '2026-03-05', amount: 6, phase: 'pending', deadline: 1 },
  { ...out, id: 'v', on: '2026-03-06', amount: 6, phase: 'void', pending_id: 't' },
  { ...out, id: 'e', on: '2026-03-07', amount: 1, kind: 'expire', credit_account: 'points/expired/community' },
  { id: 'w', on: '2026-03-08', amount: 7 },
  { id: 'x', on: '2026-03-08', amount: 7, reverses: 'w', debit_account: home, credit_account: 'points/issuer/community', kind: 'correct' },
)

test('a statement says what can be used, what is reserved, what was used and expired, and what expires soon', () => {
  expect(statementOf(rows, home, '2027-03-10', timeZone)).toEqual({
    available: 17,
    reserved: 4,
    earned: 30,
    used: 8,
    expired: 1,
    expiring: [{ expires_on: '2027-03-31', points: 17 }],
  })
})

test('a statement of nothing is all zeros', () =>
  expect(statementOf([], home, '2027-03-10', timeZone)).toEqual({
    available: 0,
    reserved: 0,
    earned: 0,
    used: 0,
    expired: 0,
    expiring: [],
  }))

test('totals follow from the entries, and one that does not is named', () => {
  const right = { debits_pending: 4, debits_posted: 16, credits_pending: 0, credits_posted: 37 }
  expect(recomputeTotals(rows, home)).toEqual(right)
  expect(wrongTotals(rows, home, right)).toEqual([])
  expect(wrongTotals(rows, home, { ...right, debits_pending: 0, credits_posted: 38 })).toEqual(['debits_pending', 'credits_posted'])
})
