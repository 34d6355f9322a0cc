import { expect, test } from 'vitest'
import { ledgerRefusalCodes } from '../../kernel/ledger-refusal.ts'
import { refusalOf } from './refusal.ts'

test('each refusal of the books has a meaning of its own for a redemption', () => {
  const codes = ledgerRefusalCodes.map((code) => refusalOf({ code, id: 'points/household/h1', available: 3, needed: 5 }, 'redemption').code)
  expect(new Set(codes).size).toBe(ledgerRefusalCodes.length)
})

test('too little means too few points, a reward that is gone, or an earning that is spent', () => {
  const short = { code: 'balance_insufficient', available: 3, needed: 5 } as const
  expect(refusalOf({ ...short, id: 'points/household/h1' }, 'redemption')).toEqual({ code: 'points_insufficient', points: 3, needed: 5 })
  expect(refusalOf({ ...short, id: 'item:rice/stock/s1' }, 'redemption')).toEqual({ code: 'reward_gone' })
  expect(refusalOf({ ...short, id: 'points/household/h1' }, 'correction')).toEqual({ code: 'entry_spent', points: 3, needed: 5 })
})
