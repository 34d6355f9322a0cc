import { type AppContext, unreadableForm } from '../../kernel/http.server.ts'
import type { Result } from '../../kernel/result.ts'
import type { Done } from './copy.ts'
import { departMember } from './departure.server.ts'
import { check, checkBuilding, checkPerson, idOf, listOf, personFields, readTyped } from './desk-forms.server.ts'
import { checkSession, done, drawHousehold, drawPaper, drawSearch, sendBack } from './desk-pages.server.ts'
import { endRepresentationAtDesk, recordRepresentation } from './desk-representations.server.ts'
import { mergeHousehold } from './merger.server.ts'
import type { Typed } from './page.ts'
import { issueCard, issueSlip } from './papers.server.ts'
import { addMember, correctMember, registerHousehold } from './people.server.ts'
import { membersProblem } from './problem.ts'
import { movePeople, renumberHousehold } from './reshape.server.ts'
import { correction, doorInput, type MembersRefusal, move, newMember, registration, representationInput } from './schema.ts'

const household = (c: AppContext) => idOf(c.req.param('household'))
const resident = (c: AppContext) => idOf(c.req.param('resident'))

/** One form of the household's page: read it, do it, then the page of the household where the people are; or the form again. */
const act = async (c: AppContext, form: string, word: Done, run: (typed: Typed) => Promise<Result<string | null, MembersRefusal>>) => {
  const typed = await readTyped(c)
  if (!typed) return unreadableForm(c)
  const outcome = await run(typed)
  return outcome.ok ? done(c, outcome.value ?? household(c), word) : sendBack(c, form, typed, outcome.refusal)
}

export const register = async (c: AppContext) => {
  const typed = await readTyped(c)
  if (!typed) return unreadableForm(c)
  const again = async (refusal: MembersRefusal) => {
    await checkSession(c)
    return drawSearch(c, typed, refusal, typed['door'] ?? '')
  }
  const { request_key, door } = typed
  const input = checkPerson(c, registration, { ...personFields(typed), door, request_key })
  if (!input.ok) return again(input.refusal)
  const unknown = checkBuilding(c, input.value.door)
  if (unknown) return again(unknown)
  const registered = await registerHousehold(c.var.context, input.value.door, input.value)
  return registered.ok ? done(c, input.value.request_key, 'registered') : again(registered.refusal)
}

export const add = (c: AppContext) =>
  act(c, 'members', 'added', async (typed) => {
    const input = checkPerson(c, newMember, { ...personFields(typed), request_key: typed['request_key'] })
    return input.ok ? addMember(c.var.context, household(c), input.value) : input
  })

export const correct = (c: AppContext) =>
  act(c, `members/${resident(c)}`, 'corrected', async (typed) => {
    const input = checkPerson(c, correction, { ...personFields(typed), phone_removed: typed['phone_removed'] === 'yes' })
    return input.ok ? correctMember(c.var.context, household(c), resident(c), input.value) : input
  })

export const depart = (c: AppContext) =>
  act(c, `members/${resident(c)}`, 'departed', () => departMember(c.var.context, household(c), resident(c)))

const movement = (c: AppContext, into: 'another' | 'new') =>
  act(c, into === 'new' ? 'splits' : 'moves', into === 'new' ? 'split' : 'moved', async (typed) => {
    const input = check(move, { residents: listOf(typed['residents']), door: typed['door'], request_key: typed['request_key'] })
    if (!input.ok) return input
    const unknown = checkBuilding(c, input.value.door)
    return unknown ? { ok: false, refusal: unknown } : movePeople(c.var.context, household(c), input.value, into)
  })

export const moveOver = (c: AppContext) => movement(c, 'another')
export const splitOff = (c: AppContext) => movement(c, 'new')

/** A taken door opens the form for merging, with the door in it. */
export const renumber = (c: AppContext) =>
  act(c, 'door', 'renumbered', async (typed) => {
    const input = check(doorInput, { door: typed['door'] })
    if (!input.ok) return input
    const unknown = checkBuilding(c, input.value.door)
    return unknown ? { ok: false, refusal: unknown } : renumberHousehold(c.var.context, household(c), input.value.door)
  })

export const merge = (c: AppContext) =>
  act(c, 'merger', 'merged', async (typed) => {
    const input = check(doorInput, { door: typed['door'] })
    return input.ok ? mergeHousehold(c.var.context, household(c), input.value.door) : input
  })

export const represent = (c: AppContext) =>
  act(c, 'representations', 'represented', async (typed) => {
    const { kind, beneficiary, representative, phone, request_key } = typed
    const given = { kind, beneficiary, confirmed: typed['confirmed'] === 'yes', request_key }
    const input = check(representationInput, kind === 'guardian' ? { ...given, representative } : { ...given, kind: 'delegate', phone })
    return input.ok ? recordRepresentation(c.var.context, household(c), input.value) : input
  })

export const endRepresentation = (c: AppContext) =>
  act(c, 'representations', 'representation_ended', () =>
    endRepresentationAtDesk(c.var.context, household(c), idOf(c.req.param('representation'))),
  )

/** The household's page with one phone number in full. */
export const showPhone = async (c: AppContext) => {
  const typed = await readTyped(c)
  return typed ? drawHousehold(c, { shown: idOf(typed['resident']) }) : unreadableForm(c)
}

const paper = (kind: 'slip' | 'card', issue: typeof issueSlip) => async (c: AppContext) => {
  const issued = await issue(c.var.context, household(c), resident(c))
  return issued.ok ? drawPaper(c, kind, issued.value) : drawHousehold(c, { problem: membersProblem(issued.refusal) })
}

export const giveSlip = paper('slip', issueSlip)
export const giveCard = paper('card', issueCard)
