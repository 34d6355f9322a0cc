import { strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import writeExcelFile, { type SheetData } from 'write-excel-file/node'
import { readSheet } from './read.server.ts'
import { writeXlsx } from './write.server.ts'

const read = async (bytes: Uint8Array) => {
  const reading = await readSheet(bytes, '住户.xlsx')
  return reading.ok ? reading.value : reading.refusal
}

/** A workbook that another program wrote. */
const other = async (rows: SheetData) => new Uint8Array(await writeExcelFile(rows).toBuffer())

/** A workbook whose sheet is this XML. */
const withSheet = async (sheetData: string, more: Record<string, Uint8Array> = {}) => {
  const parts = unzipSync(await writeXlsx([['x']], 'x'))
  const sheet = strToU8(
    `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${sheetData}</sheetData></worksheet>`,
  )
  return zipSync({ ...parts, 'xl/worksheets/sheet1.xml': sheet, ...more })
}
const number = (value: string) => withSheet(`<row r="1"><c r="A1"><v>${value}</v></c></row>`)

describe('a workbook that another program wrote', () => {
  test('has its numbers as people see them, its dates as months, its text trimmed', async () => {
    const day = { value: new Date('2020-05-31T00:00:00Z'), type: Date, format: 'yyyy/mm/dd' }
    const bytes = await other([
      [' 姓名 ', '门牌', '电话', '生日', '同意'],
      ['王芳', 501, 19900001234, day, true],
      [null, 3.5, null, null, null],
    ])
    expect(await read(bytes)).toEqual([
      ['姓名', '门牌', '电话', '生日', '同意'],
      ['王芳', '501', '19900001234', '2020-05', 'TRUE'],
      ['', '3.5', '', '', ''],
    ])
  })

  test('is read when it is so large that its library would ask for a Worker', async () => {
    const rows = Array.from({ length: 5000 }, (_, row) => [`${row}`, `王芳&“${Math.sin(row)}”`, '3栋2单元', `${19900000000 + row}`])
    expect(await read(await other(rows))).toEqual(rows)
  })

  test('keeps the numbers of its rows when rows are blank or have no cells', async () => {
    const sheet =
      '<row r="2"><c r="B2"><v>1</v></c></row><row r="4"/><row r="5"><c r="A5"><v>2</v></c><c r="C5" s="1"/></row><row r="900"/>'
    expect(await read(await withSheet(sheet))).toEqual([
      ['', ''],
      ['', '1'],
      ['', ''],
      ['', ''],
      ['2', ''],
    ])
  })

  test.each([
    ['1.9900001234E10', '19900001234'],
    ['1.99E+10', '19900000000'],
    ['501.0', '501'],
    ['0.1', '0.1'],
    ['-3', '-3'],
  ])('the number %s is %s', async (stored, shown) => expect(await read(await number(stored))).toEqual([[shown]]))

  test('a formula is its result, and an error is nothing', async () => {
    const sheet = '<row r="1"><c r="A1" t="str"><f>A2</f><v>王芳</v></c><c r="B1" t="e"><v>#REF!</v></c><c r="C1"><v>3</v></c></row>'
    expect(await read(await withSheet(sheet))).toEqual([['王芳', '', '3']])
  })

  test('only its first sheet counts', async () => {
    const bytes = new Uint8Array(
      await writeExcelFile([
        { data: [['王芳']], sheet: '住户' },
        { data: [['别的']], sheet: '说明' },
      ]).toBuffer(),
    )
    expect(await read(bytes)).toEqual([['王芳']])
  })
})

describe('a workbook that would not fit', () => {
  const cell = (address: string) => `<c r="${address}"><v>1</v></c>`
  test.each([
    ['a sheet of zeros, small when packed', { 'xl/media/zeros.bin': new Uint8Array(51 * 1024 * 1024) }],
    [
      'many sheets of zeros',
      Object.fromEntries([1, 2, 3, 4, 5, 6].map((part) => [`xl/worksheets/${part}.xml`, new Uint8Array(9 * 1024 * 1024)])),
    ],
  ])('%s', async (_, more) => expect(await read(await withSheet('', more))).toEqual({ code: 'sheet_too_large' }))

  test.each([
    ['very many rows', `<row r="100001">${cell('A100001')}</row>`, { code: 'sheet_too_large', rows: 100_000 }],
    ['a cell far to the right', `<row r="1">${cell('XFD1')}</row>`, { code: 'sheet_too_large' }],
    ['a row no spreadsheet has', '<row r="9999999"/>', { code: 'sheet_unreadable' }],
    ['a row beyond numbers', `<row r="${'9'.repeat(30)}"/>`, { code: 'sheet_unreadable' }],
    ['a row hidden behind a sign', '<row a=">" r="9999999"/>', { code: 'sheet_unreadable' }],
    ['a row hidden behind an entity', '<row r="&#57;999999"/>', { code: 'sheet_unreadable' }],
    ['a column beyond letters', `<row r="1">${cell('ZZZZZZ1')}</row>`, { code: 'sheet_unreadable' }],
    ['rows in disorder', `<row r="2">${cell('A2')}</row><row r="1">${cell('A1')}</row>`, { code: 'sheet_unreadable' }],
  ])('%s', async (_, sheet, refusal) => expect(await read(await withSheet(sheet))).toEqual(refusal))

  test('a part that unpacks to more, or to less, than it says', async () => {
    for (const size of [10, 1000]) {
      const bytes = Uint8Array.from(await withSheet(`<row r="1">${cell('A1')}</row>`))
      const view = new DataView(bytes.buffer)
      const places = [...bytes.keys()].filter((at) => at < bytes.length - 4 && view.getUint32(at, true) === 0x02014b50)
      for (const at of places) view.setUint32(at + 24, size, true)
      expect(await read(bytes)).toEqual({ code: 'sheet_unreadable' })
    }
  })

  test('a zip of something else', async () => expect(await read(zipSync({ 'a.txt': strToU8('a') }))).toEqual({ code: 'sheet_unreadable' }))
  test('a zip of thousands of parts', async () => {
    const parts = Object.fromEntries(Array.from({ length: 1001 }, (_, part) => [`${part}.xml`, new Uint8Array()]))
    expect(await read(zipSync(parts))).toEqual({ code: 'sheet_unreadable' })
  })
})
