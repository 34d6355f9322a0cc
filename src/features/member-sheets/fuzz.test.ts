import fc from 'fast-check'
import { unzipSync, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { sheetSentence } from './copy.ts'
import { readSheet } from './read.server.ts'
import { readImportRows } from './rows.ts'
import { importTemplate, writeXlsx } from './write.server.ts'

/** A file is read or refused with a sentence; so is what is in it. */
const answers = async (bytes: Uint8Array, name: string) => {
  const sheet = await readSheet(bytes, name)
  const reading = sheet.ok && readImportRows(sheet.value, { buildings: new Set(['3']), today: '2026-11-24' })
  if (!sheet.ok) expect(sheetSentence(sheet.refusal)).toMatch(/。$/)
  else if (reading && !reading.ok) expect(reading.count).toBeGreaterThan(0)
}

const names = fc.constantFrom('a.csv', 'a.xlsx', '', 'a.xls')
const starts = fc.constantFrom([], [0x50, 0x4b, 3, 4], [0xef, 0xbb, 0xbf], [0xff, 0xfe], [0xfe, 0xff], [0xd0, 0xcf, 0x11, 0xe0])

test('any bytes at all', () =>
  fc.assert(
    fc.asyncProperty(starts, fc.uint8Array({ maxLength: 400 }), names, (start, rest, name) =>
      answers(Uint8Array.from([...start, ...rest]), name),
    ),
    { numRuns: 500 },
  ))

const edits = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 6 })
const edited = (bytes: Uint8Array, changes: [number, number][]) => {
  const copy = Uint8Array.from(bytes)
  for (const [place, byte] of changes) copy[place % copy.length] = byte
  return copy
}

test('a workbook with bytes gone wrong', async () => {
  const workbook = await writeXlsx(importTemplate(), '住户')
  await fc.assert(
    fc.asyncProperty(edits, fc.nat({ max: 40 }), (changes, lost) =>
      answers(edited(workbook, changes).subarray(0, workbook.length - lost), 'a.xlsx'),
    ),
    { numRuns: 300 },
  )
})

test('a workbook with its sheet, its styles or its list of parts gone wrong', async () => {
  const parts = unzipSync(await writeXlsx(importTemplate(), '住户'))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Object.keys(parts)), edits, (name, changes) =>
      answers(zipSync({ ...parts, [name]: edited(parts[name] ?? new Uint8Array(), changes) }), 'a.xlsx'),
    ),
    { numRuns: 300 },
  )
})
