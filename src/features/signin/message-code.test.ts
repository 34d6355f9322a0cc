import { expect, test } from 'vitest'
import { messageCode } from './message-code.ts'

test('a code has as many digits as asked for, zeros in front too', () => {
  expect(messageCode(Uint8Array.of(0, 10, 249, 3, 14, 7, 9), 6)).toBe('009347')
})

test('bytes that would make some digits likelier are thrown away', () => {
  expect(messageCode(Uint8Array.of(255, 250, 1, 251, 2), 2)).toBe('12')
})

test('every digit is as likely as every other', () => {
  const all = Uint8Array.from({ length: 250 }, (_, byte) => byte)
  const counts = new Map<string, number>()
  for (const digit of messageCode(all, 250)) counts.set(digit, (counts.get(digit) ?? 0) + 1)
  expect([...counts.values()]).toEqual(Array.from({ length: 10 }, () => 25))
})

test('too little chance is a bug', () => {
  expect(() => messageCode(Uint8Array.of(250, 251, 1), 2)).toThrow('too few random bytes for a code')
})
