import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Door, doorInWords, doorText, readDoor, readDoorPart, readUnit } from './door.ts'

describe('a door as people write it', () => {
  test.each<[string, string]>([
    ['3-2-501', '3-2-501'],
    ['3栋2单元501', '3-2-501'],
    ['3号楼2单元501室', '3-2-501'],
    ['3幢2单元501', '3-2-501'],
    ['3#2-501', '3-2-501'],
    ['3#楼2-501', '3-2-501'],
    ['３－２－５０１', '3-2-501'],
    ['3 栋 2 单元 501 室', '3-2-501'],
    ['3 2 501', '3-2-501'],
    ['3栋-2单元-501', '3-2-501'],
    ['3/2/501', '3-2-501'],
    ['3—2—501', '3-2-501'],
    ['03-02-0501', '3-2-501'],
    ['3-501', '3-501'],
    ['3栋501', '3-501'],
    ['a座1203', 'A-1203'],
    ['B1-甲-12a', 'B1-甲-12A'],
    ['东区3号楼 501', '东区3-501'],
    ['  3-2-501\n', '3-2-501'],
  ])('%j is %s', (typed, text) => {
    const door = readDoor(typed)
    expect(door ? doorText(door) : 'null').toBe(text)
  })

  test.each([
    '',
    '501',
    '3#楼',
    '2单元501',
    '3-2-5-01',
    '-3-501',
    '3-',
    '栋501',
    '3-2-501!',
    '3栋4幢501',
    '<b>-1-1',
    '3-2-12345678901',
    '3-2-😀',
    '3-'.repeat(100),
  ])('%j is no door', (typed) => expect(readDoor(typed)).toBeNull())

  test('a building without units has none in words either', () => {
    expect(doorInWords({ building: '3', unit: '', room: '501' })).toBe('3栋501')
    expect(doorInWords({ building: '3', unit: '2', room: '501' })).toBe('3栋2单元501')
  })

  test('a cell holds one part, with or without its word', () => {
    expect(readDoorPart('building', ' 03号楼 ')).toBe('3')
    expect(readDoorPart('building', 'b座')).toBe('B')
    expect(readDoorPart('building', '000')).toBe('0')
    expect(readDoorPart('room', '501室')).toBe('501')
    expect(readDoorPart('room', '2026-03')).toBeNull()
    expect(readDoorPart('room', '室')).toBeNull()
    expect(['', ' ', '无', '-', '／'].map(readUnit)).toEqual(['', '', '', '', null])
    expect(readUnit('二单元')).toBe('二')
  })
})

describe('a door said and read again is the same door', () => {
  const sign = fc.constantFrom(...'0123456789ABZ甲乙东西区商铺号楼栋幢座单元室户#無')
  const typed = fc.string({ unit: sign, minLength: 1, maxLength: 10 })
  const part = (kind: keyof Door) => typed.map((text) => readDoorPart(kind, text)).filter((text): text is string => text !== null)
  const doors = fc.record({ building: part('building'), unit: fc.oneof(fc.constant(''), part('unit')), room: part('room') })

  test('in words', () =>
    fc.assert(
      fc.property(doors, (door) => {
        expect(readDoor(doorInWords(door))).toEqual(door)
      }),
    ))
  test('in short', () =>
    fc.assert(
      fc.property(doors, (door) => {
        expect(readDoor(doorText(door))).toEqual(door)
      }),
    ))
  test('in full width', () =>
    fc.assert(
      fc.property(doors, (door) => {
        const wide = doorText(door).replace(/[!-~]/g, (narrow) => String.fromCharCode(narrow.charCodeAt(0) + 0xfee0))
        expect(readDoor(wide)).toEqual(door)
      }),
    ))
  test('a part that was kept is kept as it is', () =>
    fc.assert(
      fc.property(doors, ({ building, room }) => {
        expect(readDoorPart('building', building)).toBe(building)
        expect(readDoorPart('room', room)).toBe(room)
      }),
    ))
  test('whatever is typed', () =>
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: sign, maxLength: 80 })), (text) => {
        const door = readDoor(text)
        if (door) expect(readDoor(doorText(door))).toEqual(door)
      }),
    ))
})
