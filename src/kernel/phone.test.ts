import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { maskPhone, normalizePhone } from './phone.ts'

describe('a phone number is understood however it is typed', () => {
  test.each([
    ['19900000001', '19900000001'],
    ['199 0000 0001', '19900000001'],
    ['199-0000-0001', '19900000001'],
    ['+86 199 0000 0001', '19900000001'],
    ['8619900000001', '19900000001'],
    ['１９９００００ ０００１', '19900000001'],
    ['　199\t0000 0001\n', '19900000001'],
    ['0571-88880000', '057188880000'],
    ['（0571）88880000', '057188880000'],
    ['(0571) 8888 0000', '057188880000'],
    ['0571—88880000', '057188880000'],
    ['+86 0571 88880000', '057188880000'],
    ['010-88880000', '01088880000'],
    ['021-88880000', '02188880000'],
    ['0453-6888000', '04536888000'],
    ['0400-5550100', '04005550100'],
  ])('%j is %s', (typed, number) => expect(normalizePhone(typed)).toBe(number))

  test.each([
    ['nothing', ''],
    ['only signs', ' ()-'],
    ['a mobile number that is one digit short', '1990000001'],
    ['a mobile number that is one digit long', '199000000011'],
    ['a mobile number that begins with 12', '12900000001'],
    ['a landline without its area code', '88880000'],
    ['an area code that begins with 1', '1571-88880000'],
    ['a landline that begins with 1', '0571-18880000'],
    ['a landline of Beijing that is one digit short', '010-8888000'],
    ['an emergency number', '110'],
    ['a service number', '4005550100'],
    ['a number of another country', '+1 212 555 0100'],
    ['digits of another script', '١٩٩٠٠٠٠٠٠٠١'],
    ['a number and a word', '19900000001 王'],
    ['two numbers', '19900000001/19900000002'],
    ['an identity number', '110101199001011234'],
  ])('%s is not a phone number', (_, typed) => expect(normalizePhone(typed)).toBeNull())

  test('what was understood once stays as it is', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[\d +()-]{0,16}$/)), (typed) => {
        const number = normalizePhone(typed)
        if (number === null) return
        expect(number).toMatch(/^\d{11,12}$/)
        expect(normalizePhone(number)).toBe(number)
      }),
      { numRuns: 1000 },
    )
  })
})

test('a masked number shows its beginning and its last four digits', () => {
  expect(maskPhone('19900000001')).toBe('199****0001')
  expect(maskPhone('057188880000')).toBe('057****0000')
})
