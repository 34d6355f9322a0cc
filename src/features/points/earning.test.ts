import { describe, expect, test } from 'vitest'
import { paper } from '../../../tests/support/points.ts'
import { calculationInWords } from './copy.ts'
import { earningOf, type Quantity, roundPoints } from './earning.ts'
import type { Rate } from './rate.ts'

const bottles: Rate = { ...paper, version: 'bottles@2026-11', material: '瓶子', per: 'item', points: 2 }
const pointsFor = (quantity: Quantity, rate: Rate = paper, earnedToday = 0) => {
  const earned = earningOf(quantity, rate, earnedToday)
  return earned.ok ? [earned.value.points, calculationInWords(earned.value)] : earned.refusal
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
    for (let grams = 167; grams <= 500_000; grams += 7) {
      const [points] = pointsFor({ grams }, { ...paper, points: 3 }) as [number]
      expect(points).toBe(Number((BigInt(grams) * 3n + 500n) / 1000n))
    }
  })

  test('half a point is a point', () => expect([499, 500, 1499, 1500].map(roundPoints)).toEqual([0, 1, 1, 2]))
  test('what comes to nothing is not entered', () => expect(pointsFor({ grams: 49 })).toEqual({ code: 'nothing_earned' }))
})

describe('the cap of a household and day', () => {
  const capped = { ...paper, household_day_cap_points: 50 }
  test('is not noticed below', () => expect(pointsFor({ grams: 3500 }, capped, 15)).toEqual([35, '3.5 公斤 × 每公斤 10 分 = 35 分']))
  test('gives what is left of it, and says so', () =>
    expect(pointsFor({ grams: 3500 }, capped, 38)).toEqual([
      12,
      '3.5 公斤 × 每公斤 10 分 = 35 分；每户每天最多 50 分，今天还能得 12 分，记 12 分',
    ]))
  test.each([50, 60])('once reached (%d) gives nothing', (earned) =>
    expect(pointsFor({ grams: 3500 }, capped, earned)).toEqual({ code: 'day_cap_reached', points: 50 }),
  )
})

describe('a mistake of ours is an exception', () => {
  test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 1e15])('a weight of %d grams', (grams) =>
    expect(() => pointsFor({ grams })).toThrow(RangeError),
  )
  test('pieces of what is weighed, and the other way round', () => {
    expect(() => pointsFor({ items: 1 })).toThrow('paper@2026-11 is not per item')
    expect(() => pointsFor({ grams: 1 }, bottles)).toThrow('bottles@2026-11 is not per kg')
  })
})
