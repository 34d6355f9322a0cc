import { expect, test } from 'vitest'
import { ledgerRefusalCodes } from '../../kernel/ledger-refusal.ts'
import { refusalOf } from './refusal.ts'

test('each refusal of the books has a meaning of its own for a redemption', () => {
  const codes = ledgerRefusalCodes.map((code) => refusalOf({ code, id: 'points/household/h1', available: 3, needed: 5 }, 'redemption').code)
  expect(new Set(codes).size).toBe(ledgerRefusalCodes.length)
})

test.each<[(typeof ledgerRefusalCodes)[number], string, string]>([
  ['transfer_conflict', 'points_request_reused', 'points_request_reused'],
  ['pending_unknown', 'redemption_unknown', 'award_unknown'],
  ['pending_already_posted', 'redemption_collected', 'award_confirmed'],
  ['pending_already_voided', 'redemption_ended', 'award_rejected'],
  ['pending_overdue', 'redemption_overdue', 'award_overdue'],
  ['reversed_unknown', 'entry_unknown', 'entry_unknown'],
  ['already_reversed', 'entry_corrected', 'entry_corrected'],
  ['condition_unmet', 'points_act_overtaken', 'points_act_overtaken'],
])('%s means %s for a redemption, and %s for points that wait for a second person', (code, redemption, award) => {
  const meaning = (act: 'redemption' | 'award') => refusalOf({ code, id: 'points/household/h1' }, act)
  expect([meaning('redemption'), meaning('award')]).toEqual([{ code: redemption }, { code: award }])
})

test('too little means too few points, a reward that is gone, or an earning that is spent', () => {
  const short = { code: 'balance_insufficient', available: 3, needed: 5 } as const
  expect(refusalOf({ ...short, id: 'points/household/h1' }, 'redemption')).toEqual({ code: 'points_insufficient', points: 3, needed: 5 })
  expect(refusalOf({ ...short, id: 'item:rice/stock/s1' }, 'redemption')).toEqual({ code: 'reward_gone' })
  expect(refusalOf({ ...short, id: 'points/household/h1' }, 'correction')).toEqual({ code: 'entry_spent', points: 3, needed: 5 })
})
