import { describe, expect, test } from 'vitest'
import { readSheet } from './read.server.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
/** 楼栋,姓名 and 3,王芳 with 𠮷 in its four bytes, as Chinese Windows saves them. */
const gb18030 = Uint8Array.from([
  0xc2, 0xa5, 0xb6, 0xb0, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0d, 0x0a, 0x33, 0x2c, 0xcd, 0xf5, 0xb7, 0xbc, 0x95, 0x34, 0xb2, 0x35, 0x0d, 0x0a,
])

const read = async (file: string | Uint8Array, name = '住户.csv') => {
  const reading = await readSheet(typeof file === 'string' ? utf8(file) : file, name)
  return reading.ok ? reading.value : reading.refusal
}

const table = [
  ['楼栋', '姓名'],
  ['3', '王芳'],
]

describe('a CSV file', () => {
  test.each<[string, Uint8Array]>([
    ['UTF-8', utf8('楼栋,姓名\r\n3,王芳\r\n')],
    ['UTF-8 with its mark', utf8('\ufeff楼栋,姓名\n3,王芳')],
    ['UTF-16, as Excel saves “Unicode text”', utf16('楼栋\t姓名\r\n3\t王芳\r\n')],
    ['UTF-16 the other way round', new Uint8Array(Buffer.from('\ufeff楼栋,姓名\n3,王芳', 'utf16le').swap16())],
    ['old Mac line ends', utf8('楼栋,姓名\r3,王芳\r')],
    ['semicolons', utf8('楼栋;姓名\n3;王芳')],
    ['tabs', utf8('楼栋\t姓名\n3\t王芳')],
    ['quotes', utf8('"楼栋","姓名"\n"3","王芳"')],
    ['spaces around', utf8(' 楼栋 ,　姓名\n3 , 王芳\n')],
    ['blank rows and columns at the end', utf8('楼栋,姓名,,\n3,王芳,,\n,,,\n\n')],
  ])('%s', async (_, bytes) => expect(await read(bytes)).toEqual(table))

  test('what Chinese Windows saves', async () => expect(await read(gb18030)).toEqual([table[0], ['3', '王芳𠮷']]))

  test('blank rows keep their numbers and short rows are filled up', async () => {
    expect(await read('\n登记表\n\n楼栋,姓名\n3')).toEqual([
      ['', ''],
      ['登记表', ''],
      ['', ''],
      ['楼栋', '姓名'],
      ['3', ''],
    ])
  })

  test('separators and line ends within quotes belong to the cell', async () => {
    expect(await read('"a;b;c","d\te\n""f"""\n1,2')).toEqual([
      ['a;b;c', 'd\te\n"f"'],
      ['1', '2'],
    ])
  })

  test('a sheet may begin with a bracket', async () => expect(await read('<3栋>\n王芳')).toEqual([['<3栋>'], ['王芳']]))
  test('one column alone', async () => expect(await read('姓名\n王芳')).toEqual([['姓名'], ['王芳']]))
  test('numbers stay as they are written', async () => expect(await read('007,1.0,1.99E+10')).toEqual([['007', '1.0', '1.99E+10']]))
})

describe('a file that is no sheet', () => {
  test.each<[string, string | Uint8Array, string, object]>([
    ['nothing', '', 'a.csv', { code: 'sheet_empty' }],
    ['a mark alone', '\ufeff', 'a.csv', { code: 'sheet_empty' }],
    ['separators alone', ',,,\n,,\n', 'a.csv', { code: 'sheet_empty' }],
    [
      'an old workbook or one with a password',
      Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]),
      'a.xls',
      { code: 'sheet_unreadable' },
    ],
    ['a text that calls itself a workbook', '楼栋,姓名', 'a.XLSX', { code: 'sheet_unreadable' }],
    ['a web page that calls itself CSV', '\n<table><tr><td>楼栋', 'a.csv', { code: 'sheet_unreadable' }],
    ['a program', '\u0000\u0001abc', 'a.csv', { code: 'sheet_unreadable' }],
    ['quotes that never end', 'a,"b\nc', 'a.csv', { code: 'sheet_unreadable' }],
    ['no encoding we know', Uint8Array.from([0x61, 0xff, 0xff, 0x0a]), 'a.csv', { code: 'sheet_encoding' }],
    ['a UTF-16 mark and half a sign', Uint8Array.from([0xff, 0xfe, 0x61]), 'a.csv', { code: 'sheet_encoding' }],
    ['half a zip', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0, 0]), 'a.xlsx', { code: 'sheet_unreadable' }],
    ['too many rows', `a\n${'b\n'.repeat(20_001)}`, 'a.csv', { code: 'sheet_too_large', rows: 20_001 }],
    ['too many bytes', new Uint8Array(50 * 1024 * 1024 + 1), 'a.csv', { code: 'sheet_too_large' }],
  ])('%s', async (_, file, name, refusal) => expect(await read(file, name)).toEqual(refusal))
})
