import { describe, expect, test } from 'vitest'
import { paper } from '../../../tests/support/books/points.ts'
import { calculationInWords } from './copy.ts'
import { type Caps, type EarnedSoFar, earningsOf, type Quantity, roundPoints } from './earning.ts'
import type { Rate } from './rate.ts'

const bottles: Rate = { ...paper, version: 'bottles@2026-11', material: '瓶子', per: 'item', points: 2 }
const none: EarnedSoFar = { today: 0, month: 0, today_by_rule: {} }
const wide = { drop_cap_points: 20_000, household_day_cap_points: 20_000, household_month_cap_points: 20_000 }
const slip = (weighings: [Quantity, Rate][], caps: Partial<Caps> = {}, earned: Partial<EarnedSoFar> = {}) => {
  const all = weighings.map(([quantity, rate]) => ({ quantity, rate }))
  const calculated = earningsOf(all, { ...wide, ...caps }, { ...none, ...earned })
  return calculated.ok ? calculated.value.map((one) => [one.points, calculationInWords(one)]) : calculated.refusal
}
const pointsFor = (quantity: Quantity, rate: Rate = paper) => {
  const found = slip([[quantity, rate]])
  return Array.isArray(found) ? found[0] : found
}

describe('points for what was brought', () => {
  test.each<[Quantity, Rate, number, string]>([
    [{ grams: 3500 }, paper, 35, '3.5 公斤 × 每公斤 10 分 = 35 分'],
    [{ grams: 3260 }, paper, 33, '3.26 公斤 × 每公斤 10 分 = 32.6 分，四舍五入得 33 分'],
    [{ grams: 3250 }, paper, 33, '3.25 公斤 × 每公斤 10 分 = 32.5 分，四舍五入得 33 分'],
    [{ grams: 3249 }, paper, 32, '3.249 公斤 × 每公斤 10 分 = 32.49 分，四舍五入得 32 分'],
    [{ grams: 50 }, paper, 1, '0.05 公斤 × 每公斤 10 分 = 0.5 分，四舍五入得 1 分'],
    [{ items: 4 }, bottles, 8, '4 件 × 每件 2 分 = 8 分'],
  ])('%j', (quantity, rate, points, words) => expect(pointsFor(quantity, rate)).toEqual([points, words]))

  test('no weight of whole grams is off by a rounding of the machine', () => {
    for (let grams = 167; grams <= 500_000; grams += 37) {
      const [points] = pointsFor({ grams }, { ...paper, points: 3 }) as unknown as [number]
      expect(points).toBe(Number((BigInt(grams) * 3n + 500n) / 1000n))
    }
  })

  test('half a point is a point', () => expect([499, 500, 1499, 1500].map(roundPoints)).toEqual([0, 1, 1, 2]))
  test('what comes to nothing is not entered', () => expect(pointsFor({ grams: 49 })).toEqual({ code: 'nothing_earned' }))
})

describe('a cap', () => {
  const drop: [Quantity, Rate] = [{ grams: 3500 }, paper]
  const product = '3.5 公斤 × 每公斤 10 分 = 35 分'
  test('is not noticed below', () => {
    expect(slip([drop], { household_day_cap_points: 50 }, { today: 15 })).toEqual([[35, product]])
  })
  test.each<[string, Partial<Caps>, Partial<EarnedSoFar>, string]>([
    ['the day', { household_day_cap_points: 50 }, { today: 38 }, '；每户每天最多 50 分，还能得 12 分，记 12 分'],
    ['the month', { household_month_cap_points: 100 }, { month: 88 }, '；每户每月最多 100 分，还能得 12 分，记 12 分'],
    ['one drop-off', { drop_cap_points: 12 }, {}, '；一次最多 12 分，还能得 12 分，记 12 分'],
  ])('of %s gives what is left of it, and says so', (_, caps, earned, words) =>
    expect(slip([drop], caps, earned)).toEqual([[12, `${product}${words}`]]),
  )
  test('of a material counts that material alone', () => {
    const capped = { ...paper, household_day_cap_points: 50 }
    expect(
      slip([[{ grams: 3500 }, capped]], {}, { today: 300, today_by_rule: { 'paper@2026-11/废纸': 38, 'bottles@2026-11/瓶子': 99 } }),
    ).toEqual([[12, `${product}；这一类每户每天最多 50 分，还能得 12 分，记 12 分`]])
  })
  test('that is nearest is the one that counts, weighing after weighing, and the last ones stay on the slip with nothing', () => {
    const found = slip([drop, [{ items: 10 }, bottles], drop], { drop_cap_points: 45, household_day_cap_points: 50 }, { today: 5 })
    expect(found).toEqual([
      [35, product],
      [10, '10 件 × 每件 2 分 = 20 分；一次最多 45 分，还能得 10 分，记 10 分'],
      [0, `${product}；一次最多 45 分，还能得 0 分，记 0 分`],
    ])
  })
  test('of the day, of the month and of the material is used up by one weighing after another', () => {
    const [first, second] = [[35, product], (words: string) => [15, `${product}；${words}，还能得 15 分，记 15 分`]] as const
    expect(slip([drop, drop], { household_day_cap_points: 60 }, { today: 10 })).toEqual([first, second('每户每天最多 60 分')])
    expect(slip([drop, drop], { household_month_cap_points: 60 }, { month: 10 })).toEqual([first, second('每户每月最多 60 分')])
    const own: [Quantity, Rate] = [{ grams: 3500 }, { ...paper, household_day_cap_points: 50 }]
    expect(slip([own, own])).toEqual([first, second('这一类每户每天最多 50 分')])
  })
  test.each([50, 60])('of the day once reached (%d) gives nothing', (today) =>
    expect(slip([drop], { household_day_cap_points: 50 }, { today })).toEqual({ code: 'day_cap_reached', points: 50 }),
  )
  test('of the month once reached gives nothing', () =>
    expect(slip([drop], { household_month_cap_points: 100 }, { month: 100 })).toEqual({ code: 'month_cap_reached', points: 100 }))
  test('is not the reason when it was only too light', () => expect(slip([[{ grams: 1 }, paper]])).toEqual({ code: 'nothing_earned' }))
})

describe('a mistake of ours is an exception', () => {
  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e15])('a weight of %d grams', (grams) =>
    expect(() => pointsFor({ grams })).toThrow(new RangeError(`no quantity: ${grams}`)),
  )
  test('more than the books can hold, and not a gram less', () => {
    expect(slip([[{ grams: 100_000_000_000 }, paper]], { drop_cap_points: 12 })).toMatchObject([[12, expect.anything()]])
    expect(() => pointsFor({ grams: 100_000_000_001 })).toThrow(RangeError)
  })
  test('pieces of what is weighed, and the other way round', () => {
    expect(() => pointsFor({ items: 1 })).toThrow('paper@2026-11/废纸 is not per item')
    expect(() => pointsFor({ grams: 1 }, bottles)).toThrow('bottles@2026-11/瓶子 is not per kg')
  })
})
