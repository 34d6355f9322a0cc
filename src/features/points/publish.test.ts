import { describe, expect, test } from 'vitest'
import { differences, type Flow, liabilityFen, monthFigures, stockFigures } from './publish.ts'

const flow = (from_kind: string, to_kind: string, amount: number, unit = 'points'): Flow => ({ unit, from_kind, to_kind, amount })
const rice = 'item:rice'
const october = [flow('issuer', 'household', 500), flow('household', 'redeemed', 120)]
const november = [
  flow('issuer', 'household', 300),
  flow('household', 'issuer', 30),
  flow('household', 'redeemed', 200),
  flow('redeemed', 'household', 20),
  flow('household', 'expired', 15),
  flow('supplier', 'stock', 40, rice),
  flow('stock', 'household', 9, rice),
  flow('stock', 'lost', 1, rice),
]
const all = [...october, ...november]

test('a month is what was issued, redeemed and expired, corrections taken off, and what households hold at its end', () => {
  expect(monthFigures(november, all)).toEqual({ issued: 270, redeemed: 180, expired: 15, outstanding: 455 })
  expect(monthFigures(october, october)).toEqual({ issued: 500, redeemed: 120, expired: 0, outstanding: 380 })
})

test('what moves between two households is neither issued nor redeemed', () =>
  expect(monthFigures([...november, flow('household', 'household', 99)], [...all, flow('household', 'household', 99)])).toEqual(
    monthFigures(november, all),
  ))

test('stock is counted reward by reward', () =>
  expect(stockFigures([...all, flow('supplier', 'stock', 3, 'item:oil')])).toEqual([
    { reward: 'oil', pieces: 3 },
    { reward: 'rice', pieces: 30 },
  ]))

test('what is outstanding is valued at the reward that is dearest for a point, rounded up', () => {
  const rewards = [
    { cost_points: 100, goods_cost_fen: 900 },
    { cost_points: 30, goods_cost_fen: 310 },
  ]
  expect(liabilityFen(455, rewards)).toBe(4702)
  expect([liabilityFen(0, rewards), liabilityFen(455, [])]).toEqual([0, 0])
})

describe('stored totals', () => {
  const holding = (kind: string, amount: number, unit = 'points') => ({ unit, kind, holding: amount, reserved: 0 })
  const right = [
    holding('issuer', -770),
    holding('household', 455),
    holding('redeemed', 300),
    holding('expired', 15),
    holding('supplier', -40, rice),
    holding('stock', 30, rice),
    holding('household', 9, rice),
    holding('lost', 1, rice),
  ]
  test('that follow from the flows are not mentioned', () => expect(differences(all, right)).toEqual([]))
  test('that do not are shown beside what they should be', () =>
    expect(differences(all, [...right.filter(({ kind }) => kind !== 'lost'), holding('gift', 5)])).toEqual([
      { unit: rice, kind: 'lost', recomputed: 1, stored: 0 },
      { unit: 'points', kind: 'gift', recomputed: 0, stored: 5 },
    ]))
})
