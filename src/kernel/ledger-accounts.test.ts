import { describe, expect, test } from 'vitest'
import {
  availableOf,
  guardedAccount,
  largestAmount,
  openEndedAccount,
  postPending,
  reserve,
  reverse,
  transfer,
  voidPending,
} from './ledger.ts'

const home = () => guardedAccount('points', 'household', 'h1')
const issuer = () => openEndedAccount('points', 'issuer', 'community')
const leg = (amount: number) => ({ id: 'a', kind: 'earn', debit: issuer(), credit: home(), amount })

describe('an account', () => {
  test('is named by its unit, its kind and its owner, and guarded or open-ended', () => {
    expect(home()).toEqual({ id: 'points/household/h1', unit: 'points', kind: 'household', owner: 'h1', guarded: true })
    expect(issuer()).toMatchObject({ id: 'points/issuer/community', guarded: false })
  })
  test('may have an owner with a stroke in the name', () =>
    expect(guardedAccount('points', 'household', 'h/1').id).toBe('points/household/h/1'))
  test.each<[string, Parameters<typeof guardedAccount>]>([
    ['no kind', ['points', '', 'h1']],
    ['no owner', ['points', 'household', '']],
    ['a kind that could be another account', ['points', 'household/h1', 'x']],
    ['a unit that could be another account', ['item:rice/stock', 'household', 'h1']],
  ])('with %s is a mistake of ours', (_, of) =>
    expect(() => guardedAccount(...of)).toThrow(new RangeError('an account needs a unit, a kind and an owner')),
  )
  test('has available what came in, less what went out and what is reserved; what is on its way in does not count', () =>
    expect(availableOf({ credits_posted: 100, debits_posted: 20, debits_pending: 3, credits_pending: 50 })).toBe(77))
})

describe('a movement', () => {
  test('is of one kind each', () => {
    expect(transfer(leg(7))).toEqual({ ...leg(7), phase: 'single' })
    expect(reserve({ ...leg(7), deadline: 9 })).toEqual({ ...leg(7), deadline: 9, phase: 'pending' })
    expect(postPending({ id: 'b', kind: 'earn', pending: 'a' })).toEqual({ id: 'b', kind: 'earn', pending: 'a', phase: 'post' })
    expect(voidPending({ id: 'b', kind: 'earn', pending: 'a' })).toEqual({ id: 'b', kind: 'earn', pending: 'a', phase: 'void' })
    expect(reverse({ id: 'b', kind: 'correct', reverses: 'a' })).toEqual({ id: 'b', kind: 'correct', reverses: 'a', phase: 'reversal' })
  })
  test('moves from one to the largest amount', () => {
    expect([1, largestAmount].map((amount) => transfer(leg(amount)))).toMatchObject([{ amount: 1 }, { amount: 1_000_000_000 }])
  })
  test.each([0, -1, 1.5, Number.NaN, largestAmount + 1])('of %d is a mistake of ours', (amount) =>
    expect(() => transfer(leg(amount))).toThrow(new RangeError(`no amount: ${amount}`)),
  )
  test('between two units, or from an account to itself, is a mistake of ours', () => {
    const rice = guardedAccount('item:rice', 'stock', 's1')
    expect(() => transfer({ ...leg(1), credit: rice })).toThrow(new RangeError('points does not become item:rice'))
    expect(() => reserve({ ...leg(1), credit: issuer(), deadline: 9 })).toThrow(new RangeError('a transfer is between two accounts'))
  })
})
