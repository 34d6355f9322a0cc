import { describe, expect, test } from 'vitest'
import { paper } from '../../../tests/support/books/points.ts'
import type { CatalogueRate } from '../../catalogue.ts'
import { fieldOf, readBrought, takenAt, weighingsOf } from './brought.ts'

const day = '2026-11-24'
const bottles = { ...paper, material: '玻璃瓶', per: 'item' as const, points: 2, stations: ['east'] }
const version = { rows: [paper, bottles] } as CatalogueRate
const at = (station: string, typed: Record<string, string>) => readBrought(version, station, day, typed)

describe('what was typed at a station', () => {
  test('is weights and pieces, as each material is counted; what was left empty is left out', () => {
    expect(at('east', { of_废纸: '2.53', of_玻璃瓶: '3' })).toEqual({
      ok: true,
      value: [
        { material: '废纸', quantity: { grams: 2530 } },
        { material: '玻璃瓶', quantity: { items: 3 } },
      ],
    })
    expect(at('east', { [fieldOf('废纸')]: '1', of_玻璃瓶: ' ', act: 'look' })).toMatchObject({ value: [{ material: '废纸' }] })
  })

  test('is nothing where no material was filled in', () => {
    const refused = { ok: false, refusal: { code: 'nothing_brought' } }
    expect([at('east', {}), at('east', { of_废纸: '' }), at('east', { act: 'look', 废纸: '3' })]).toEqual([refused, refused, refused])
  })

  test('is refused whole for every field that cannot be read, each under its own name', () => {
    expect(at('east', { of_废纸: '一斤', of_玻璃瓶: '1.5' })).toEqual({
      ok: false,
      refusal: {
        code: 'points_input_invalid',
        fields: [
          { field: 'of_废纸', code: 'weight_invalid' },
          { field: 'of_玻璃瓶', code: 'items_invalid' },
        ],
      },
    })
    expect(at('east', { of_废纸: '1', of_玻璃瓶: '0' })).toMatchObject({ refusal: { fields: [{ field: 'of_玻璃瓶' }] } })
  })

  test('is refused for a material the station does not take, or nobody knows', () => {
    expect(at('west', { of_废纸: '1', of_玻璃瓶: '3' })).toEqual({ ok: false, refusal: { code: 'material_not_here' } })
    expect(at('east', { of_石头: '1' })).toEqual({ ok: false, refusal: { code: 'material_unknown' } })
  })
})

test('a station takes what the list says for it, in the order of the list', () => {
  expect(takenAt(version, 'east')).toEqual([paper, bottles])
  expect(takenAt(version, 'west')).toEqual([paper])
})

describe('what a device has weighed', () => {
  const weighings = (...brought: Parameters<typeof weighingsOf>[3]) => weighingsOf(version, 'east', day, brought)

  test('goes under the rate of each material', () => {
    expect(weighings({ material: '玻璃瓶', quantity: { items: 3 } }, { material: '废纸', quantity: { grams: 5 } })).toEqual({
      ok: true,
      value: [
        { quantity: { items: 3 }, rate: bottles },
        { quantity: { grams: 5 }, rate: paper },
      ],
    })
  })

  test('is refused whole when one is counted that is weighed, or weighed that is counted', () => {
    const refused = (code: string) => ({ ok: false, refusal: { code: 'points_input_invalid', fields: [{ field: 'weighings', code }] } })
    const paperWeighed = { material: '废纸', quantity: { grams: 5 } }
    expect(weighings(paperWeighed, { material: '玻璃瓶', quantity: { grams: 5 } })).toEqual(refused('items_missing'))
    expect(weighings(paperWeighed, { material: '废纸', quantity: { items: 5 } })).toEqual(refused('weight_missing'))
  })

  test('is refused whole when nobody knows one of the materials', () => {
    expect(weighings({ material: '废纸', quantity: { grams: 5 } }, { material: '石头', quantity: { grams: 5 } })).toEqual({
      ok: false,
      refusal: { code: 'material_unknown' },
    })
  })
})
