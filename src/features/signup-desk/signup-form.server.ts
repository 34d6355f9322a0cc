import { type AppContext, fieldCodes, numberField, readForm, unreadableForm } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { membersProblem } from '../members/problem.ts'
import type { Person } from '../members/reads.server.ts'
import { relationWord } from '../members/relation.ts'
import { findPeople, findPerson } from '../members/store.server.ts'
import { held } from '../signups/reads.server.ts'
import { poolQuery, readPoolRow } from '../signups/store.server.ts'
import { actorOf, staffRead } from '../staff/store.server.ts'
import { type AtDesk, addressOf, rosterAt, siteOf } from './answers.server.ts'
import { deskInputInvalid, deskProblem } from './copy.ts'
import { numbersOf } from './occurrence.ts'
import type { DeskSignupPage, Found } from './page.ts'
import { deskGuestInput, deskResidentInput } from './schema.ts'
import { type DeskRequest, factsAtDesk, takeAtDesk } from './take.server.ts'

type Form = Record<string, string>

interface Shown {
  typed?: Form
  people?: Person[] | null
  problem?: Problem | undefined
}

const foundOf = ({ id, name, relation, phone }: Person): Found => ({
  id,
  name,
  relation: relationWord(relation),
  has_phone: phone !== null,
})

/** What the page shows besides its form: who was asked for, what was done a moment ago, or how many places there are. One database call. */
const readBeside = async (c: AppContext, { at, window }: AtDesk): Promise<Pick<DeskSignupPage, 'people' | 'done' | 'numbers'>> => {
  const { context } = c.var
  const nothing = { people: null, done: null, numbers: null }
  const [resident, done] = [c.req.query('for'), c.req.query('done')]
  if (done) {
    const facts = await factsAtDesk(context, done)
    const read = await held(context, facts)
    return { ...nothing, done: read.ok ? read.value : null, numbers: numbersOf(window, facts.pool, context.now) }
  }
  if (resident) {
    const person = await findPerson(context, resident)
    return { ...nothing, people: person && [foundOf(person)] }
  }
  const pool = await staffRead(context, [poolQuery(at.slug, at.occurrence.id)])
  return { ...nothing, numbers: numbersOf(window, readPoolRow(pool), context.now) }
}

/** 代报名: an empty form with the one field to begin with, and what was done a moment ago. */
export const drawDeskSignup = async (c: AppContext, shown: Shown = {}) => {
  const found = rosterAt(c)
  if (!found.ok) return found.refusal()
  const { context } = c.var
  const isFirst = c.req.method === 'GET'
  const again = { people: shown.people?.map(foundOf) ?? null, done: null, numbers: null }
  const page: DeskSignupPage = {
    kind: 'desk-signup',
    actor: actorOf(c),
    at: found.value.at,
    ...(isFirst ? await readBeside(c, found.value) : again),
    typed: shown.typed ?? {},
    request_key: context.newId(),
    problem: shown.problem,
  }
  return c.var.page(page, shown.problem)
}

const search = async (c: AppContext, typed: Form) => {
  const found = await findPeople(c.var.context, (typed['sought'] ?? '').trim().slice(0, 60), (typed['surname'] ?? '').trim().slice(0, 20))
  return drawDeskSignup(c, found.ok ? { typed, people: found.value } : { typed, problem: membersProblem(found.refusal) })
}

/** What the form asks for: places for a resident that was found, or for somebody who gave a name. */
const requestOf = (typed: Form): DeskRequest | { fields: { field: string; code: string }[] } => {
  const common = { party_size: numberField(typed['party_size']), request_key: typed['request_key'] }
  if (typed['act'] === 'resident') {
    const parsed = deskResidentInput.safeParse({ ...common, for: typed['for'] })
    if (!parsed.success) return { fields: fieldCodes(parsed.error) }
    const { for: resident, ...rest } = parsed.data
    return { ...rest, whom: { resident } }
  }
  const parsed = deskGuestInput.safeParse({ ...common, name: typed['name'], phone: typed['phone'] || undefined })
  if (!parsed.success) return { fields: fieldCodes(parsed.error) }
  const { name, phone, ...rest } = parsed.data
  return { ...rest, whom: { name, phone } }
}

/** Found people are shown again when their form is sent back. */
const foundAgain = async (c: AppContext, typed: Form) => {
  const person = typed['act'] === 'resident' && typed['for'] ? await findPerson(c.var.context, typed['for']) : null
  return person && [person]
}

/** 代报名 by the plain forms of the page: look somebody up, sign a resident up, sign a guest up. */
export const signUpFromForm = async (c: AppContext) => {
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const typed = form.value
  if (typed['act'] === 'find') return search(c, typed)
  const found = rosterAt(c)
  if (!found.ok) return found.refusal()
  const { at } = found.value
  const again = async (problem: Problem) => drawDeskSignup(c, { typed, problem, people: await foundAgain(c, typed) })
  const request = requestOf(typed)
  if ('fields' in request) return again(deskInputInvalid(request.fields, siteOf(c)))
  const taken = await takeAtDesk(c.var.context, at.slug, at.occurrence.id, request)
  if (!taken.ok) return again(deskProblem(taken.refusal, siteOf(c)))
  return c.redirect(`${addressOf(c, 'signup/')}?done=${taken.value.id}`, 303)
}
