import { type AppContext, fieldCodes, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { actorOf } from '../staff/store.server.ts'
import { problemOf } from './answers.server.ts'
import type { StockPage } from './page.ts'
import { redeemInputInvalid } from './problem.ts'
import { stockInput } from './schema.ts'
import { readStock, recordStock } from './stock.server.ts'

type Form = Record<string, string>

/** What the last form did, as the address says it: which choice, and how many more or fewer. */
const doneOf = (c: AppContext, lines: StockPage['lines']): StockPage['done'] => {
  const line = lines.find(({ choice }) => choice === c.req.query('choice'))
  const pieces = Number(c.req.query('pieces'))
  if (!line || c.req.method !== 'GET' || !Number.isInteger(pieces)) return null
  const act = c.req.query('act') === 'delivery' ? 'delivery' : pieces === 0 ? 'same' : pieces > 0 ? 'more' : 'fewer'
  return { title: line.title, place: line.place, pieces: Math.abs(pieces), act }
}

/** 兑换物 at the sites. One call of the database. */
export const drawStock = async (c: AppContext, form: Form = {}, problem?: Problem) => {
  const lines = await readStock(c.var.context)
  const page: StockPage = {
    kind: 'desk-stock',
    actor: actorOf(c),
    lines,
    typed: { act: form['act'] ?? 'delivery', choice: form['choice'] ?? '', pieces: (form['pieces'] ?? '').slice(0, 20) },
    done: problem ? null : doneOf(c, lines),
    request_key: c.var.context.newId(),
    problem,
  }
  return c.var.page(page, problem)
}

export const stockFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const parsed = stockInput.safeParse(form.value)
  if (!parsed.success) return drawStock(c, form.value, problemOf(c, redeemInputInvalid(fieldCodes(parsed.error))))
  const done = await recordStock(c.var.context, parsed.data)
  if (!done.ok) return drawStock(c, form.value, problemOf(c, done.refusal))
  const { act, choice } = parsed.data
  const said = new URLSearchParams({ act, choice: `${choice.reward}/${choice.site}`, pieces: String(done.value.difference) })
  return c.redirect(`/desk/stock/?${said}`, 303)
}
