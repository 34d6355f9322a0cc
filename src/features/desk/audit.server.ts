import { addDays, momentOf } from '../../kernel/calendar.ts'
import { type AppContext, fieldCodes } from '../../kernel/http.server.ts'
import { staffInputInvalid, staffProblem } from '../staff/copy.ts'
import { type AuditQuery, allColleagues, auditLines, readAuditLines, readColleagues } from '../staff/reads.server.ts'
import { staffOf, staffRead, staffWrite } from '../staff/store.server.ts'
import type { AuditPage } from './page.ts'
import { type AuditSearch, auditSearchInput } from './schema.ts'

/** Lines on a page. */
const pageLines = 50

const queryOf = ({ actor, act, subject, from, until, before }: AuditSearch, timeZone: string): AuditQuery => ({
  actor: actor || undefined,
  act: act || undefined,
  subject: subject || undefined,
  from: from ? momentOf(`${from} 00:00`, timeZone) : undefined,
  until: until ? momentOf(`${addDays(until, 1)} 00:00`, timeZone) : undefined,
  before: before ? Number(before) : undefined,
})

const addressOf = (search: AuditSearch) =>
  `/desk/audit/?${new URLSearchParams(Object.entries(search).filter(([, value]) => value !== '')).toString()}`

/** What was looked for, in the log's own words: ids, acts and days. */
const detailOf = ({ before: _, subject: __, ...search }: AuditSearch) =>
  Object.entries(search)
    .flatMap(([key, value]) => (value ? [`${key}=${value}`] : []))
    .join(' ')

const notSearched = async (c: AppContext, fields: { field: string; code: string }[]) => {
  const { context } = c.var
  const [people] = await staffRead(context, [allColleagues()])
  const problem = staffProblem(staffInputInvalid(fields), context.catalogue.site)
  const search = { actor: '', act: '', from: '', until: '', subject: '', before: '' }
  const page: AuditPage = {
    kind: 'audit',
    actor: staffOf(context),
    search,
    people: readColleagues(people?.rows ?? []),
    lines: [],
    next: null,
    problem,
  }
  return c.var.page(page, problem)
}

/** 操作记录: to look is an act itself, with its own line on top of what it finds. */
export const drawAudit = async (c: AppContext) => {
  const { context } = c.var
  const parsed = auditSearchInput.safeParse(c.req.query())
  if (!parsed.success) return notSearched(c, fieldCodes(parsed.error))
  const search = parsed.data
  if (search.from && search.until && search.from > search.until) return notSearched(c, [{ field: 'until', code: 'days_reversed' }])
  const query = queryOf(search, context.catalogue.site.time_zone)
  const statements = [auditLines(query, pageLines + 1), allColleagues()]
  const [found, people] = await staffWrite(context, 'audit.read', { kind: 'audit', id: search.subject }, statements, detailOf(search))
  const lines = readAuditLines(found?.rows ?? [])
  const shown = lines.slice(0, pageLines)
  const last = lines.length > pageLines ? shown.at(-1) : undefined
  const page: AuditPage = {
    kind: 'audit',
    actor: staffOf(context),
    search,
    people: readColleagues(people?.rows ?? []),
    lines: shown,
    next: last ? addressOf({ ...search, before: String(last.number) }) : null,
  }
  return c.var.page(page)
}
