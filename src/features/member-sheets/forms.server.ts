import { todayOf } from '../../kernel/context.ts'
import { type AppContext, unreadableForm } from '../../kernel/http.server.ts'
import { checkSession, readTyped } from '../members/store.server.ts'
import { drawSheets } from './draw.server.ts'
import { exportRows } from './export.server.ts'
import { importPlan, planSheet } from './import.server.ts'
import { readSheet } from './read.server.ts'
import { type ImportProblem, readImportRows } from './rows.ts'
import type { ImportRefusal } from './schema.ts'
import { importTemplate, writeCsv, writeXlsx } from './write.server.ts'

const noFile: ImportRefusal = { code: 'input_invalid', fields: [{ field: 'file', code: 'file_missing' }] }

/**
 * 导入: the whole sheet is checked, against itself and against what is registered. It is imported if it is good and the box
 * says so; otherwise the page tells what it would change, or every row to mend.
 */
export const takeSheet = async (c: AppContext) => {
  const fields = await c.req.parseBody().catch(() => null)
  if (!fields) return unreadableForm(c)
  const { file } = fields
  const sheet = file instanceof File && (file.size > 0 || file.name !== '') ? await readHouseholds(c, file) : unread(noFile)
  const planning = sheet.ok ? await planSheet(c.var.context, sheet.households) : sheet
  if (!planning.ok) {
    if (!sheet.ok) await checkSession(c)
    return 'refusal' in planning ? drawSheets(c, {}, planning.refusal) : drawBadRows(c, planning)
  }
  const { counts } = planning.plan
  if (fields['import_now'] !== 'yes') return drawSheets(c, { outcome: { imported: false, counts } })
  if (!(await importPlan(c.var.context, planning.plan))) return drawSheets(c, {}, { code: 'import_overtaken' })
  return drawSheets(c, { outcome: { imported: true, counts } })
}

export const openSheets = async (c: AppContext) => {
  await checkSession(c)
  return drawSheets(c)
}

const unread = (refusal: ImportRefusal) => ({ ok: false as const, refusal })

/** The households of a file, or why it is no sheet, or which rows are to be mended. */
const readHouseholds = async (c: AppContext, file: File) => {
  const { context } = c.var
  const cells = await readSheet(new Uint8Array(await file.arrayBuffer()), file.name)
  if (!cells.ok) return unread({ ...cells.refusal, ...('rows' in cells.refusal && { count: cells.refusal.rows ?? 0 }) })
  const buildings = new Set(context.catalogue.site.grids.flatMap((grid) => grid.buildings))
  return readImportRows(cells.value, { buildings, today: todayOf(context) })
}

const drawBadRows = (c: AppContext, { problems, count }: { problems: ImportProblem[]; count: number }) => {
  const sentences = problems.map(({ sentence }) => sentence)
  return drawSheets(c, { bad: { sentences, count } }, { code: 'sheet_rows_bad', count })
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
type Format = keyof typeof types

/** A file to keep, never in a cache. */
const sendFile = async (c: AppContext, rows: string[][], format: Format, title: string, name: string) => {
  const bytes = format === 'csv' ? writeCsv(rows) : await writeXlsx(rows, title)
  const fileName = `${title}-${todayOf(c.var.context)}.${format}`
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': types[format],
    'content-disposition': `attachment; filename="${name}.${format}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'cache-control': 'no-store',
  })
}

export const sendTemplate = async (c: AppContext) => {
  await checkSession(c)
  return sendFile(c, importTemplate(), 'xlsx', '住户导入模板', 'template')
}

/** 导出 of every household, for those who may; each is a line of the audit log. */
export const exportSheet = async (c: AppContext) => {
  const typed = await readTyped(c)
  if (!typed) return unreadableForm(c)
  const format: Format = typed['format'] === 'csv' ? 'csv' : 'xlsx'
  return sendFile(c, await exportRows(c.var.context, format), format, '住户', 'households')
}
