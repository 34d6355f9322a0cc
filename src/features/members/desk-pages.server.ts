import type { AppContext } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { mayDo } from '../staff/permissions.ts'
import { actorOf, staffRead } from '../staff/store.server.ts'
import { type Done, doneWords } from './copy.ts'
import { idOf } from './desk-forms.server.ts'
import { readHousehold } from './households.server.ts'
import type { HouseholdPage, MembersPage, PaperPage, SearchPage, SentBack, Typed } from './page.ts'
import type { Paper } from './papers.server.ts'
import { membersProblem } from './problem.ts'
import type { MembersRefusal } from './schema.ts'

const draw = (c: AppContext, page: MembersPage) => c.var.page(page, page.problem)

/** Before an answer for which the database was not asked: whether the session still holds. */
export const checkSession = (c: AppContext) => staffRead(c.var.context, [])

/** 找一户, empty or with why nothing was found. Whoever draws it has asked the database, or asks it by `checkSession`. */
export const drawSearch = (c: AppContext, typed: Typed = {}, refusal?: MembersRefusal, registrable: string | null = null) => {
  const problem = refusal && membersProblem(refusal)
  const actor = actorOf(c)
  const page: SearchPage = {
    kind: 'search',
    actor,
    typed,
    registrable: mayDo(actor.role, 'household.edit') ? registrable : null,
    request_key: c.var.context.newId(),
    problem,
  }
  return draw(c, page)
}

interface Drawing {
  problem?: Problem | undefined
  sent_back?: SentBack | undefined
  shown?: string | undefined
}

const doneOf = (word: string | undefined) => (word && Object.hasOwn(doneWords, word) ? (word as Done) : undefined)

/** One household's page, or the search with the answer that it does not exist. */
export const drawHousehold = async (c: AppContext, { problem, sent_back, shown }: Drawing = {}) => {
  const id = idOf(c.req.param('household'))
  if (!id) {
    await checkSession(c)
    return drawSearch(c, {}, { code: 'household_unknown' })
  }
  const household = await readHousehold(c.var.context, id, shown)
  if (!household.ok) return drawSearch(c, {}, household.refusal)
  const actor = actorOf(c)
  const page: HouseholdPage = {
    kind: 'household',
    actor,
    household: household.value,
    request_key: c.var.context.newId(),
    may: {
      edit: mayDo(actor.role, 'household.edit'),
      reshape: mayDo(actor.role, 'household.reshape'),
      slip: mayDo(actor.role, 'slip.issue'),
      card: mayDo(actor.role, 'card.issue'),
      represent: mayDo(actor.role, 'representation.record'),
    },
    done: problem ? undefined : doneOf(c.req.query('done')),
    sent_back,
    problem,
  }
  return draw(c, page)
}

/** The household's page with what was typed into one of its forms, and why that was not done. */
export const sendBack = (c: AppContext, form: string, typed: Typed, refusal: MembersRefusal) =>
  drawHousehold(c, { problem: membersProblem(refusal), sent_back: { form, typed } })

export const done = (c: AppContext, household: string, word: Done) => c.redirect(`/desk/households/${household}/?done=${word}`, 303)

export const drawPaper = (c: AppContext, kind: PaperPage['kind'], { name, code, expires_at }: Paper) => {
  const page: PaperPage = { kind, actor: actorOf(c), household: c.req.param('household') ?? '', name, code, expires_at }
  return draw(c, page)
}
