import { zipSync } from 'fflate'
import { type CellValue, readSheet } from 'read-excel-file/universal'
import { type Result, refuse, success } from '../../kernel/result.ts'
import type { SheetRefusal } from './copy.ts'
import { importMaxRows } from './limits.ts'
import { type ZipPart, zipParts } from './unzip.server.ts'

const maxColumns = 100
/** Rows that Excel itself can number. */
const excelMaxRows = 1_048_576

type Parts = Record<string, Uint8Array>

/**
 * The first sheet of an XLSX file, as text. Sizes and cell addresses are looked at before the library sees them: it would
 * fill every gap up to the last address. The parts are handed on unpacked, because unpacking large ones takes the
 * library a Worker, which the edge does not have.
 */
export const readWorkbook = async (bytes: Uint8Array, maxBytes: number): Promise<Result<string[][], SheetRefusal>> => {
  try {
    const found = zipParts(bytes)
    if (found.reduce((sum, { size }) => sum + size, 0) > maxBytes) return refuse({ code: 'sheet_too_large' })
    const parts = unpacked(found.filter(({ name }) => /\.(xml|rels)$/.test(name)))
    const path = firstSheetPath(parts)
    const { rows, columns, lastNumber } = extentOf(parts[path])
    if (lastNumber > excelMaxRows) return refuse({ code: 'sheet_unreadable' })
    if (rows - 1 > importMaxRows) return refuse({ code: 'sheet_too_large', rows: rows - 1 })
    if (columns > maxColumns) return refuse({ code: 'sheet_too_large' })
    const needed = Object.entries(parts).filter(([name]) => name === path || !name.includes('worksheets/'))
    const stored = zipSync(Object.fromEntries(needed), { level: 0 })
    const cells = await readSheet(new Blob([stored]))
    return success(cells.map((row) => row.map(textOf)))
  } catch {
    // Whatever the two libraries stumble over in someone's file is the file's fault.
    return refuse({ code: 'sheet_unreadable' })
  }
}

const unpacked = (found: ZipPart[]): Parts => Object.fromEntries(found.map(({ name, unpack }) => [name, unpack()]))

const firstSheetPath = (parts: Parts) => {
  const [sheet = ''] = textOfPart(parts['xl/workbook.xml']).match(/<(?:\w+:)?sheet\s[^>]*>/) ?? []
  const id = attribute(sheet, 'id')
  const relations = textOfPart(parts['xl/_rels/workbook.xml.rels']).match(/<(?:\w+:)?Relationship\s[^>]*>/g) ?? []
  const relation = relations.find((one) => attribute(one, 'Id') === id) ?? ''
  const target = attribute(relation, 'Target') ?? ''
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`
}

const textOfPart = (part: Uint8Array | undefined) => new TextDecoder().decode(part)

const attribute = (tag: string, name: string) => new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*["']([^"']*)["']`).exec(tag)?.[1] ?? null

const rowOrCell = /<(?:\w+:)?(row|c)(?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*\/?>/g

/** How far the cells with something in them reach, and the highest number any row has. */
const extentOf = (sheet: Uint8Array | undefined) => {
  let [rows, columns, lastNumber] = [0, 0, 0]
  for (const [tag, kind] of textOfPart(sheet).matchAll(rowOrCell)) {
    const address = attribute(tag, 'r')
    if (kind === 'row' && address === null) continue
    const [, letters = '', digits] = /^([A-Z]{0,3})(\d{1,7})$/.exec(address ?? '') ?? []
    if (digits === undefined) throw new RangeError('a cell without an address')
    lastNumber = Math.max(lastNumber, Number(digits))
    if (kind === 'row' || tag.endsWith('/>')) continue
    rows = Math.max(rows, Number(digits))
    columns = Math.max(columns, columnNumber(letters))
  }
  return { rows, columns, lastNumber }
}

const columnNumber = (letters: string) => [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0)

/** Whole numbers in full, dates as their month, the rest as it stands. */
const textOf = (cell: CellValue | Date | null) => {
  if (cell === null) return ''
  if (cell instanceof Date) return Number.isNaN(cell.getTime()) ? '' : cell.toISOString().slice(0, 7)
  if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE'
  return String(cell)
}
