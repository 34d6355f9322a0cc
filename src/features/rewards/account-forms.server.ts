import { Hono } from 'hono'
import { type AppContext, type AppEnv, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { httpProblem } from '../../kernel/http-problem.ts'
import { writeCsv, writeXlsx } from '../member-sheets/store.server.ts'
import { actorOf, staffRead, staffWrite } from '../staff/store.server.ts'
import { accountStatements, publishedAccount, readAccount } from './account.server.ts'
import { accountRows } from './account-sheet.ts'
import { siteOf } from './answers.server.ts'
import { accountRememberedMs } from './limits.ts'
import type { DeskAccountPage, PublicAccountPage } from './page.ts'

/** 公示 for everybody: the list of months, or one of them. At most one call of the database in some minutes. */
const drawPublic = async (c: AppContext) => {
  const { months, unfinished, differences, made_at } = await publishedAccount(c.var.context)
  const asked = c.req.param('month') ?? null
  const problem =
    asked === null || months.some(({ month }) => month === asked)
      ? undefined
      : { ...httpProblem('route_unknown', siteOf(c).phone), sentence: '这个月没有公示。请从下面的月份里选。', next: undefined }
  const month = problem ? null : asked
  const page: PublicAccountPage = { kind: 'public-account', months, month, unfinished, differences, made_at, problem }
  const answer = await c.var.page(page, problem)
  if (!problem) answer.headers.set('cache-control', `public, max-age=${accountRememberedMs / 1000}`)
  return answer
}

/** 公示 for the steward, always as the books are now. One call of the database. */
const drawDesk = async (c: AppContext) => {
  const { context } = c.var
  const results = await staffRead(context, accountStatements(context.now, siteOf(c).time_zone))
  const { months, differences } = readAccount(context, results)
  return c.var.page({ kind: 'desk-account', actor: actorOf(c), months, differences } satisfies DeskAccountPage)
}

const exportAccount = async (c: AppContext) => {
  const { context } = c.var
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const format = form.value['format'] === 'xlsx' ? 'xlsx' : 'csv'
  const statements = accountStatements(context.now, siteOf(c).time_zone)
  const results = await staffWrite(context, 'account.export', { kind: 'sheet', id: context.newId() }, statements, format)
  const rows = accountRows(readAccount(context, results))
  const bytes = format === 'xlsx' ? await writeXlsx(rows, '积分公示') : writeCsv(rows)
  const type = format === 'xlsx' ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv; charset=utf-8'
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': type,
    'content-disposition': `attachment; filename="public-account.${format}"`,
    'cache-control': 'no-store',
  })
}

export const accountForms = new Hono<AppEnv>({ strict: false })
  .get('/public-account', drawPublic)
  .get('/public-account/:month', drawPublic)
  .get('/desk/account', drawDesk)
  .post('/desk/account', exportAccount)
