import { describe, expect, test } from 'vitest'
import { nameError, tidyName } from './name.ts'

describe('what someone wants to be called', () => {
  test.each([
    '王阿姨',
    '李',
    '阿依古丽·买买提',
    '欧阳・小明',
    'J. R. Smith',
    'Nguyễn Văn An',
    '3号楼老张',
    'محمد',
    '박지성',
    '𠮷田',
    '王'.repeat(20),
  ])('%s is fine', (name) => expect(nameError(name)).toBeNull())

  test.each([
    ['', 'name_missing'],
    ['   ', 'name_missing'],
    ['　\t\n', 'name_missing'],
    ['王'.repeat(21), 'name_too_long'],
    ['𠮷'.repeat(21), 'name_too_long'],
    ['王\n阿姨', 'name_unreadable'],
    ['王\u0000阿姨', 'name_unreadable'],
    ['王\u202e阿姨', 'name_unreadable'],
    ['王\u200b阿姨', 'name_unreadable'],
    ['王阿姨😀', 'name_unreadable'],
    ['<b>王</b>', 'name_unreadable'],
    ['=SUM(A1)', 'name_unreadable'],
    ['王@阿姨', 'name_unreadable'],
    ['\ud800', 'name_unreadable'],
    ['···', 'name_unreadable'],
    ['- .', 'name_unreadable'],
    ['\u0301\u0302', 'name_unreadable'],
  ])('%j is %s', (name, code) => expect(nameError(name)).toBe(code))

  test('loses the space around it, and is the same name however its accents were typed', () => {
    expect(tidyName('　 王阿姨 \n')).toBe('王阿姨')
    expect(tidyName('Jose\u0301')).toBe('José')
  })

  test('counts people’s signs and not the machine’s', () => expect(nameError('𠮷'.repeat(20))).toBeNull())
})
