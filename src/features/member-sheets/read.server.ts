import Papa from 'papaparse'
import { type Result, refuse, success } from '../../kernel/result.ts'
import type { SheetRefusal } from './copy.ts'
import { importMaxRows } from './limits.ts'
import { readWorkbook } from './workbook.server.ts'

/** 50 MB, packed or unpacked. */
const sheetMaxBytes = 50 * 1024 * 1024

/**
 * The cells of an XLSX or CSV file as trimmed text. What it is, its bytes decide. Every row is as wide as the widest;
 * row 1 of the spreadsheet is at index 0 even when it is blank; blank rows and columns at the end are gone.
 */
export const readSheet = async (bytes: Uint8Array, fileName: string): Promise<Result<string[][], SheetRefusal>> => {
  if (bytes.length === 0) return refuse({ code: 'sheet_empty' })
  if (bytes.length > sheetMaxBytes) return refuse({ code: 'sheet_too_large' })
  const reading = startsWith(bytes, zipMagic) ? await readWorkbook(bytes, sheetMaxBytes) : readDelimited(bytes, fileName)
  if (!reading.ok) return reading
  const rows = squared(reading.value)
  if (rows.length === 0) return refuse({ code: 'sheet_empty' })
  return rows.length - 1 > importMaxRows ? refuse({ code: 'sheet_too_large', rows: rows.length - 1 }) : success(rows)
}

const zipMagic = [0x50, 0x4b]

/** Old Excel files and workbooks with a password begin like this. */
const compoundMagic = [0xd0, 0xcf, 0x11, 0xe0]

const byteOrderMarks: [string, number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const startsWith = (bytes: Uint8Array, magic: number[]) => magic.every((byte, index) => bytes[index] === byte)

const readDelimited = (bytes: Uint8Array, fileName: string): Result<string[][], SheetRefusal> => {
  if (startsWith(bytes, compoundMagic) || /\.xlsx?$/i.test(fileName)) return refuse({ code: 'sheet_unreadable' })
  const text = textOf(bytes)
  if (text === null) return refuse({ code: 'sheet_encoding' })
  if (text.includes('\0') || /^\s*<(?:!doctype|\?xml|html|head|meta|style|table)\b/i.test(text)) return refuse({ code: 'sheet_unreadable' })
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: separatorOf(text) })
  return errors.length > 0 ? refuse({ code: 'sheet_unreadable' }) : success(data)
}

/** Text of a known byte order mark, else of UTF-8, else of what Chinese Windows writes; null when it is none of them. */
const textOf = (bytes: Uint8Array): string | null => {
  const [marked] = byteOrderMarks.find(([, mark]) => startsWith(bytes, mark)) ?? []
  if (marked) return decode(bytes, marked)
  return decode(bytes, 'utf-8') ?? decode(bytes, 'gb18030')
}

const decode = (bytes: Uint8Array, encoding: string) => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** The sign that most often stands outside quotes in the first line with anything in it. */
const separatorOf = (text: string) => {
  const bare = text.replace(/"[^"]*"/g, 'x')
  const line = bare.split(/[\r\n]+/).find((one) => /[^\s,;]/.test(one)) ?? ''
  const [best = ','] = [',', ';', '\t'].sort((one, other) => line.split(other).length - line.split(one).length)
  return best
}

const squared = (cells: string[][]) => {
  const rows = cells.map((row) => row.map((cell) => cell.trim()))
  const widths = rows.map((row) => row.findLastIndex((cell) => cell !== '') + 1)
  const width = widths.reduce((widest, one) => Math.max(widest, one), 0)
  return rows
    .slice(0, widths.findLastIndex((one) => one > 0) + 1)
    .map((row) => Array.from({ length: width }, (_, column) => row[column] ?? ''))
}
