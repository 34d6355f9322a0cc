import { todayOf } from '../../kernel/context.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { actorOf } from '../staff/store.server.ts'
import { readDay } from './desk-reads.server.ts'
import type { DaySheetPage } from './page.ts'

/** 当天发放单, by place; another day by its date. One call of the database. */
export const drawDay = async (c: AppContext) => {
  const { context } = c.var
  const asked = c.req.query('day') ?? ''
  const day = /^\d{4}-\d{2}-\d{2}$/.test(asked) && Number.isFinite(Date.parse(asked)) ? asked : todayOf(context)
  const lines = await readDay(context, day)
  const titles = [...new Set(lines.map(({ place }) => place?.title ?? '别的领取点'))]
  const sites = titles.map((title) => ({ title, lines: lines.filter(({ place }) => (place?.title ?? '别的领取点') === title) }))
  return c.var.page({ kind: 'desk-day', actor: actorOf(c), day, sites } satisfies DaySheetPage)
}
