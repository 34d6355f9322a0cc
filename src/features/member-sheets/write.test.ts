import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { readSheet as readOther } from 'read-excel-file/node'
import { describe, expect, test } from 'vitest'
import { readSheet } from './read.server.ts'
import { readImportRows } from './rows.ts'
import { importTemplate, writeCsv, writeXlsx } from './write.server.ts'

const read = async (bytes: Uint8Array, name: string) => {
  const reading = await readSheet(bytes, name)
  return reading.ok ? reading.value : reading.refusal
}

/** Trimmed text with everything in it that a format gives a meaning to. */
const cell = fc
  .oneof(
    fc.constantFrom('王芳', '19900001001', '007', '1.99E+10', '2020-05', 'TRUE', '_x0041_', '_x005F_x0041_', '&lt;', ']]>', 'sep=;'),
    fc.string({ unit: fc.constantFrom(...'王𠮷é😀a1,;"\'\t\n=+-@<>&_x '.split('')), maxLength: 12 }),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
  .map((text) =>
    text
      .toWellFormed()
      .replace(/(?![\t\n])[\p{Cc}\ufeff\ufffd-\uffff]/gu, '')
      .trim(),
  )
const isFilled = (text: string) => text !== ''
/** As wide as its widest row, with text in the last row and the last column: what is not so is not told apart in a file. */
const tables = fc
  .integer({ min: 1, max: 6 })
  .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }))
  .filter((rows) => rows.at(-1)?.some(isFilled) === true && rows.some((row) => isFilled(row.at(-1) ?? '')))

const guarded = (rows: string[][]) => rows.map((row) => row.map((text) => (/^[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text)))

describe('what is written is read again', () => {
  test('as a workbook', () =>
    fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        expect(await read(await writeXlsx(rows, '住户'), 'a.xlsx')).toEqual(rows)
      }),
    ))

  test('as CSV, but for the guard before formulas', () =>
    fc.assert(
      fc.asyncProperty(tables, async (rows) => {
        expect(await read(writeCsv(rows), 'a.csv')).toEqual(guarded(rows))
      }),
    ))

  test('five thousand rows of it', async () => {
    const rows = Array.from({ length: 5000 }, (_, row) => ['3', '2', `${row}`, '王芳', '户主', `${19900000000 + row}`, '', '老年人', '是'])
    expect(await read(await writeXlsx(rows, '住户'), 'a.xlsx')).toEqual(rows)
    expect(await read(writeCsv(rows), 'a.csv')).toEqual(rows)
  })
})

test('a CSV file opens in Excel by double click and runs nothing', () => {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    writeCsv([
      ['姓名', '=1+1'],
      ['+86', '-1'],
      ['@a', '\ta'],
      ['\ra', '王"芳,'],
      ['\0=1', '＝1'],
    ]),
  )
  expect(text).toBe(`\ufeff姓名,'=1+1\r\n'+86,'-1\r\n'@a,"'\ta"\r\n"'\ra","王""芳,"\r\n'\0=1,'＝1\r\n`)
})

describe('a workbook', () => {
  test('has every cell as text, and the columns to be filled too', async () => {
    const sheet = new TextDecoder().decode(unzipSync(await writeXlsx([['电话', '=1+1']], '住户'))['xl/worksheets/sheet1.xml'])
    expect(sheet).toContain('<col min="1" max="2" width="16" style="1" customWidth="1"/>')
    expect(sheet).toContain('<c r="B1" s="1" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>')
    expect(sheet).not.toContain('<f>')
  })

  test('is the same bytes for the same rows', async () => {
    expect(await writeXlsx([['王芳']], '住户')).toEqual(await writeXlsx([['王芳']], '住户'))
  })

  test.each(['[a]:*?/\\"<&', '住户'.repeat(40)])('may be called %s', async (name) => {
    const bytes = await writeXlsx([['王芳', '\u0000坏\ud800']], name)
    expect(await readOther(Buffer.from(bytes))).toEqual([['王芳', '坏\ufffd']])
  })

  test('may be wider than the alphabet', async () => {
    const row = Array.from({ length: 60 }, (_, column) => `${column}`)
    expect(await read(await writeXlsx([row], '住户'), 'a.xlsx')).toEqual([row])
  })
})

describe('the template', () => {
  test('is a sheet of households once its people are changed', () => {
    const filled = importTemplate().map((row) => row.map((text) => text.replace('示', '阿').replace('小例', '小宝')))
    const reading = readImportRows(filled, { buildings: new Set(['3']), today: '2026-11-24' })
    expect(reading).toMatchObject({ ok: true, households: [{ door: { building: '3', unit: '2', room: '501' }, members: [{}, {}] }] })
  })

  test('is refused as it is, because nobody of that name lives here', () => {
    const reading = readImportRows(importTemplate(), { buildings: new Set(['3']), today: '2026-11-24' })
    expect(reading).toMatchObject({ ok: false, count: 2 })
  })
})
