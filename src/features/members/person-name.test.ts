import { describe, expect, test } from 'vitest'
import { personName } from './person-name.ts'
import { relationOf, relations } from './relation.ts'

describe('a person’s name', () => {
  test.each([
    ['王芳', '王芳'],
    [' 王　芳 ', '王芳'],
    ['阿依古丽・买买提', '阿依古丽·买买提'],
    ['John Smith', 'John Smith'],
    ['Nguyễn Văn An', 'Nguyễn Văn An'],
    ['𠮷'.repeat(20), '𠮷'.repeat(20)],
  ])('%j is kept as %j', (typed, kept) => expect(personName(typed)).toBe(kept))

  test.each([
    '',
    ' ',
    '·',
    '王芳1',
    '=SUM(A1)',
    '+王',
    '-王',
    '@王',
    '王,芳',
    '王\u202e芳',
    '王😀',
    '<b>',
    '王··芳',
    '王'.repeat(21),
    '\ud800',
  ])('%j is no name', (typed) => expect(personName(typed)).toBeNull())
})

test('a relation is one of the list, by its word', () => {
  for (const [key, word] of Object.entries(relations)) expect(relationOf(word)).toBe(key)
  for (const word of ['', '丈夫', 'head', '__proto__']) expect(relationOf(word)).toBeNull()
})
