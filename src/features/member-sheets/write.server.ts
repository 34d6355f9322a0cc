import { strToU8, zipSync } from 'fflate'
import Papa from 'papaparse'
import { exampleRows, type ImportColumn, importColumns } from './columns.ts'

/**
 * CSV as Excel opens it by double click: UTF-8 with its mark, CRLF. A cell that a spreadsheet would take for a formula
 * gets a leading apostrophe. Sources: OWASP, CSV Injection; ASVS 5.0, 1.2.10.
 */
export const writeCsv = (rows: string[][]): Uint8Array => {
  const safe = rows.map((row) => row.map((cell) => (/^[=+\-@\p{Cc}＝＋－＠]/u.test(cell) ? `'${cell}` : cell)))
  return strToU8(`\ufeff${Papa.unparse(safe, { newline: '\r\n', quotes: (cell: string) => /[;\t]/.test(cell) })}\r\n`)
}

/**
 * A workbook of one sheet in which every cell is text, also those still to be filled, so that phones keep their digits
 * and doors do not become dates. Written here because the library packs large sheets in a Worker, which the edge lacks.
 * The same rows make the same bytes.
 */
export const writeXlsx = async (rows: string[][], sheetName: string): Promise<Uint8Array> => writeSheets([{ name: sheetName, rows }])

/** The same of several sheets, in their order. */
export const writeSheets = async (sheets: { name: string; rows: string[][] }[]): Promise<Uint8Array> => {
  const paths = sheets.map((_, place) => `worksheets/sheet${place + 1}.xml`)
  const parts = {
    '[Content_Types].xml': contentTypes(paths),
    '_rels/.rels': relationships(['officeDocument', 'xl/workbook.xml']),
    'xl/workbook.xml': workbook(sheets.map(({ name }) => name)),
    'xl/_rels/workbook.xml.rels': relationships(...paths.map((path): [string, string] => ['worksheet', path]), ['styles', 'styles.xml']),
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheets.map(({ rows }, place) => [`xl/${paths[place]}`, sheet(rows)])),
  }
  const packed = Object.entries(parts).map(([name, text]) => [
    name,
    strToU8(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${text}`),
  ])
  return zipSync(Object.fromEntries(packed), { mtime: '2000-01-02' })
}

/** The sheet to fill in: the headings and two invented members, which are refused if they are left in. */
export const importTemplate = (): string[][] => {
  const columns = Object.keys(importColumns) as ImportColumn[]
  return [columns.map((column) => importColumns[column]), ...exampleRows.map((example) => columns.map((column) => example[column]))]
}

const schemas = 'http://schemas.openxmlformats.org'
const main = `xmlns="${schemas}/spreadsheetml/2006/main"`
const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

const contentTypes = (paths: string[]) =>
  `<Types xmlns="${schemas}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${mediaType}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${mediaType}.styles+xml"/>${paths
    .map((path) => `<Override PartName="/xl/${path}" ContentType="${mediaType}.worksheet+xml"/>`)
    .join('')}</Types>`

/** Style 1 is text, which Excel knows as number format 49. */
const styles = `<styleSheet ${main}><fonts count="1"><font><sz val="12"/><name val="Microsoft YaHei"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs></styleSheet>`

const relationships = (...targets: [string, string][]) =>
  `<Relationships xmlns="${schemas}/package/2006/relationships">${targets
    .map(
      ([kind, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${schemas}/officeDocument/2006/relationships/${kind}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

/** Excel takes at most 31 signs for a sheet's name, and none of []:*?/\ */
const workbook = (names: string[]) =>
  `<workbook ${main} xmlns:r="${schemas}/officeDocument/2006/relationships"><sheets>${names
    .map(
      (name, place) =>
        `<sheet name="${escaped(name.replace(/[[\]:*?/\\]/g, ' ').slice(0, 31))}" sheetId="${place + 1}" r:id="rId${place + 1}"/>`,
    )
    .join('')}</sheets></workbook>`

const sheet = (rows: string[][]) => {
  const width = Math.max(1, ...rows.slice(0, 1).map((row) => row.length))
  const lines = rows.map(
    (row, index) => `<row r="${index + 1}">${row.map((cell, column) => textCell(cell, `${lettersOf(column)}${index + 1}`)).join('')}</row>`,
  )
  return `<worksheet ${main}><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols><col min="1" max="${width}" width="16" style="1" customWidth="1"/></cols><sheetData>${lines.join('')}</sheetData></worksheet>`
}

const textCell = (text: string, address: string) =>
  text === '' ? '' : `<c r="${address}" s="1" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`

const lettersOf = (column: number): string =>
  (column < 26 ? '' : lettersOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26))

/** Signs that XML cannot carry are dropped; a text that looks like Excel's escape for them is escaped. Source: ECMA-376, 22.9.2.19. */
const escaped = (text: string) =>
  text
    .toWellFormed()
    .replace(/(?![\t\n\r])[\p{Cc}\ufffe\uffff]/gu, '')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/\r/g, '_x000D_')
    .replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
