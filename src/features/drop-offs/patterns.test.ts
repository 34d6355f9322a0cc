import { expect, test } from 'vitest'
import { type Drop, findingsIn } from './patterns.ts'

const minute = 60_000
let drops = 0
const drop = (changes: Partial<Drop> = {}): Drop => {
  const key = `k${++drops}`
  return { key, household: 'h1', actor: 'staff:a', station: 'east', points: 20, most: 60, at: drops * 24 * 60 * minute, ...changes }
}
const kinds = (...given: Drop[]) =>
  findingsIn(given).map(({ kind, household, actor, count, points }) => [kind, household, actor, count, points])

test('usual drop-offs are not told', () => {
  expect(kinds(drop(), drop({ household: 'h2', actor: 'staff:b' }), drop({ points: 59 }))).toEqual([])
})

test('a household at two stations within minutes', () => {
  const at = 1_000_000_000
  expect(kinds(drop({ at }), drop({ at: at + 10 * minute, station: 'west', points: 30 }))).toEqual([
    ['two_stations', 'h1', 'staff:a', 2, 50],
  ])
  expect(kinds(drop({ at }), drop({ at: at + 15 * minute, station: 'west' }))).toEqual([])
  expect(kinds(drop({ at }), drop({ at: at + minute }))).toEqual([])
})

test('two households at two stations are not one that was at both, in whatever order they are told', () => {
  const at = 1_000_000_000
  expect(kinds(drop({ at }), drop({ at: at + minute, station: 'west', household: 'h2' }))).toEqual([])
  expect(kinds(drop({ at: at + minute, station: 'west' }), drop({ at: at + 60 * minute }), drop({ at }))).toEqual([
    ['two_stations', 'h1', 'staff:a', 2, 40],
  ])
})

test('each finding says when it happened last and who was at work then, and the latest comes first', () => {
  const at = 1_000_000_000
  const both = [drop({ at, household: 'h1' }), drop({ at: at + minute, station: 'west', actor: 'staff:b' })]
  const near = [60, 60].map((points, place) => drop({ points, household: 'h2', actor: 'staff:c', at: at + (9 - place) * minute }))
  expect(findingsIn([...both, ...near]).map((one) => [one.kind, one.actor, one.at])).toEqual([
    ['just_below', 'staff:c', at + 9 * minute],
    ['two_stations', 'staff:b', at + minute],
  ])
})

test('time and again just below the threshold, by one person for one household', () => {
  expect(kinds(drop({ points: 60 }), drop({ points: 54 }))).toEqual([['just_below', 'h1', 'staff:a', 2, 114]])
  expect(kinds(drop({ points: 60 }), drop({ points: 53 }))).toEqual([])
  expect(kinds(drop({ points: 60 }), drop({ points: 61 }))).toEqual([])
  expect(kinds(drop({ points: 60 }), drop({ points: 60, actor: 'staff:b' }))).toEqual([])
})

test('a household whose points are nearly all by one inspector, although others are at work', () => {
  const four = Array.from({ length: 4 }, () => drop())
  expect(kinds(...four)).toEqual([])
  expect(kinds(...four, drop({ household: 'h2', actor: 'staff:b' }))).toEqual([['one_inspector', 'h1', 'staff:a', 4, 80]])
  expect(kinds(...four, drop({ actor: 'staff:b' }))).toEqual([])
  const nine = Array.from({ length: 9 }, () => drop())
  expect(kinds(...nine, drop({ actor: 'staff:b' }))).toEqual([['one_inspector', 'h1', 'staff:a', 9, 180]])
})
