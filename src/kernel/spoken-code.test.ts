import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { groupSpokenCode, randomBytesForCode, readSpokenCode, spokenAlphabet, spokenCode } from './spoken-code.ts'

describe('a spoken code', () => {
  test('has no sign that is misheard or misread for another', () => {
    expect([...spokenAlphabet].filter((sign) => '0O1IL'.includes(sign))).toEqual([])
    expect(new Set(spokenAlphabet).size).toBe(31)
  })

  test('has the length asked for and is read back as it was made', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: randomBytesForCode, maxLength: randomBytesForCode }), (bytes) => {
        fc.pre(bytes.filter((byte) => byte < 248).length >= 6)
        const code = spokenCode(bytes, 6)
        expect(code).toHaveLength(6)
        expect(readSpokenCode(code, 6)).toBe(code)
      }),
    )
  })

  test('is made of signs that are equally likely: the uneven bytes are thrown away', () => {
    const every = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    const signs = [...spokenCode(every, 248)]
    for (const sign of spokenAlphabet) expect(signs.filter((one) => one === sign)).toHaveLength(8)
  })

  test('is not made from too few usable bytes', () => {
    expect(() => spokenCode(new Uint8Array(32).fill(255), 6)).toThrow('too few random bytes for a code')
  })

  test('is shown in two groups', () => {
    expect(groupSpokenCode('K7M4TP')).toBe('K7M-4TP')
  })
})

describe('a code is understood however it is typed', () => {
  test.each(['K7M4TP', 'k7m4tp', 'K7M-4TP', ' k7m 4tp ', 'Ｋ７Ｍ４ＴＰ', 'K 7 M 4 T P', 'k7m－4tp'])('%j', (typed) => {
    expect(readSpokenCode(typed, 6)).toBe('K7M4TP')
  })

  test.each([
    ['nothing', ''],
    ['a sign too few', 'K7M4T'],
    ['a sign too many', 'K7M4TP2'],
    ['a zero', 'K7M4T0'],
    ['an O', 'K7M4TO'],
    ['a one', 'K7M4T1'],
    ['an I', 'K7M4TI'],
    ['an L', 'K7M4TL'],
    ['a Chinese sign', 'K7M4T王'],
    ['an emoji', 'K7M4😀'],
  ])('%s is no code', (_, typed) => expect(readSpokenCode(typed, 6)).toBeNull())
})
