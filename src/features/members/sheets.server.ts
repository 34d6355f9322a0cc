import { dayOf } from '../../kernel/calendar.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { staffRead } from '../staff/store.server.ts'
import { fieldWrong, readTyped } from './desk-forms.server.ts'
import { drawSheets, unreadable } from './desk-pages.server.ts'
import { exportRows } from './export.server.ts'
import { importTemplate, writeCsv, writeXlsx } from './export-sheet.server.ts'
import { importPlan, planSheet } from './import.server.ts'
import { readImportRows } from './import-rows.ts'
import { readSheet } from './sheet-file.server.ts'
import { todayOf } from './sql.server.ts'

/**
 * 导入: the whole sheet is checked, against itself and against what is registered. It is imported if it is good and the box
 * says so; otherwise the page tells what it would change, or every row to mend.
 */
export const takeSheet = async (c: AppContext) => {
  const fields = await c.req.parseBody().catch(() => null)
  if (!fields) return unreadable(c, 'body_unreadable')
  const { file } = fields
  if (!(file instanceof File) || (file.size === 0 && file.name === '')) return drawSheets(c, {}, fieldWrong('file', 'file_missing'))
  const { context } = c.var
  const cells = await readSheet(new Uint8Array(await file.arrayBuffer()), file.name)
  if (!cells.ok) return drawSheets(c, {}, { ...cells.refusal, ...('rows' in cells.refusal && { count: cells.refusal.rows ?? 0 }) })
  const buildings = new Set(context.catalogue.site.grids.flatMap((grid) => grid.buildings))
  const rows = readImportRows(cells.value, { buildings, today: todayOf(context) })
  const planning = rows.ok ? await planSheet(context, rows.households) : rows
  if (!planning.ok) {
    const sentences = planning.problems.map(({ sentence }) => sentence)
    return drawSheets(c, { bad: { sentences, count: planning.count } }, { code: 'sheet_rows_bad', count: planning.count })
  }
  const { counts } = planning.plan
  if (fields['import_now'] !== 'yes') return drawSheets(c, { outcome: { imported: false, counts } })
  if (!(await importPlan(context, planning.plan))) return drawSheets(c, {}, { code: 'import_overtaken' })
  return drawSheets(c, { outcome: { imported: true, counts } })
}

const types = {
  csv: 'text/csv; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
} as const
type Format = keyof typeof types

/** A file to keep, never in a cache. */
const sendFile = async (c: AppContext, rows: string[][], format: Format, title: string, name: string) => {
  const bytes = format === 'csv' ? writeCsv(rows) : await writeXlsx(rows, title)
  const fileName = `${title}-${dayOf(c.var.context.now, c.var.context.catalogue.site.time_zone)}.${format}`
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': types[format],
    'content-disposition': `attachment; filename="${name}.${format}"; filename*=UTF-8''${encodeURIComponent(fileName)}`,
    'cache-control': 'no-store',
  })
}

export const sendTemplate = async (c: AppContext) => {
  await staffRead(c.var.context, [])
  return sendFile(c, importTemplate(), 'xlsx', '住户导入模板', 'template')
}

/** 导出 of every household, for those who may; each is a line of the audit log. */
export const exportSheet = async (c: AppContext) => {
  const typed = await readTyped(c)
  if (!typed) return unreadable(c, 'body_unreadable')
  const format: Format = typed['format'] === 'csv' ? 'csv' : 'xlsx'
  return sendFile(c, await exportRows(c.var.context, format), format, '住户', 'households')
}
