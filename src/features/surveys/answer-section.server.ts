import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import { secondsUntilNextWindow } from '../../kernel/attempts.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { answerAddress, goDone, problemOf, refuseRespondent, reviewAddress } from './answering.server.ts'
import { type Course, sectionAfter, sectionBefore } from './branching.ts'
import { giveDraftCode } from './browser.server.ts'
import { endCode } from './code-change.server.ts'
import { draftsByClient } from './code-limits.ts'
import { type KeptDraft, keepDraft, newDraftCode } from './draft.server.ts'
import { drawSection } from './draw.server.ts'
import { handIn } from './hand-in.server.ts'
import { isCodeEnded } from './identity.server.ts'
import { faultsOnPage } from './problem.ts'
import { everyQuestion, fieldsOfQuestions, progressOf, typedAnew } from './progress.ts'
import { type CatalogueSurvey, type Fields, requestKeySchema, type Section } from './schema.ts'
import { type Answering, readAnswering } from './start.server.ts'

/** One section as it was sent: who sent it, what was typed now, and `typed`, together with everything typed before. */
interface Sent {
  c: AppContext
  survey: CatalogueSurvey
  section: Section
  answering: Answering
  form: Fields
  typed: Fields
  /** Null when the form brought none that does. */
  request_key: string | null
}

const again = ({ c, survey, section, answering, form, typed, request_key }: Sent, problem: Problem, changed = false) => {
  const view = { section: section.id, typed, reviewing: form['from'] === 'review', request_key: request_key ?? undefined }
  return drawSection(c, survey, answering, changed ? { ...view, changed } : view, problem)
}

/** Keeps what was answered so far; whoever keeps something for the first time gets a code. Null when too many do. */
const keep = async ({ c, survey, answering, typed, request_key }: Sent, version: string) => {
  const { context } = c.var
  const { draft, held, identity } = answering
  const made = draft ?? {
    code: newDraftCode(context),
    survey: survey.slug,
    printed_code: held.code,
    code_ended: false,
    device: identity?.kind === 'device' ? identity.token : null,
    request_key: request_key ?? context.newId(),
  }
  const kept = { ...made, fields: typed, version }
  const isNobody = draft === null && identity?.kind === 'device'
  if (!(isNobody ? await keepOfNobody(context, survey, kept) : await keepOf(context, survey, kept))) return null
  if (!draft) await giveDraftCode(c, survey.slug, kept.code)
  return kept
}

const keepOf = async (context: RequestContext, survey: CatalogueSurvey, kept: KeptDraft) => {
  await context.database.write([await keepDraft(context, survey, kept)])
  return true
}

/** Where nobody is looked at, one address may not fill the database. */
const keepOfNobody = async (context: RequestContext, survey: CatalogueSurvey, kept: KeptDraft) => {
  const { database, now } = context
  const client = await context.client()
  const { sql, args } = attemptsSoFar(draftsByClient, client, now, 'tries')
  const may = { sql: `${sql} <= :most_tries`, args: { ...args, most_tries: draftsByClient.tries } }
  const results = await database.write([countAttempt(draftsByClient, client, now), await keepDraft(context, survey, kept, may)])
  return results[1]?.rows_written === 1
}

const tooMany = ({ c, survey }: Sent) => {
  const retry_after_seconds = secondsUntilNextWindow(draftsByClient, c.var.context.now)
  return problemOf(c, survey, { code: 'too_many_responses', retry_after_seconds })
}

const handsInAtOnce = ({ sections }: CatalogueSurvey) => sections.length === 1

/** The wording changed under the one who answers: everything that still fits is kept and drawn again. */
const answerChanged = async (sent: Sent) => {
  const { c, survey, answering, form } = sent
  const typed = { ...answering.draft?.fields, ...fieldsOfQuestions(everyQuestion(survey), form) }
  const whole = { ...sent, typed }
  const isKept = !handsInAtOnce(survey) && (answering.identity !== null || answering.draft !== null)
  const draft = isKept ? await keep(whole, answering.draft?.version ?? form['version'] ?? '') : null
  return again({ ...whole, answering: { ...answering, draft } }, problemOf(c, survey, { code: 'survey_changed' }), true)
}

/** A survey of one section is counted by this very form. */
const answerAtOnce = async (sent: Sent, { answers }: Course) => {
  const { c, survey, answering, request_key } = sent
  const { identity } = answering
  if (!identity) return again(sent, await refuseRespondent(c, survey))
  if (request_key === null) {
    const fields = [{ field: 'request_key', code: 'request_key_invalid' as const }]
    return again(sent, problemOf(c, survey, { code: 'survey_answers_invalid', fields }))
  }
  const counted = await handIn(c.var.context, survey, { identity, answers, request_key, draft: null })
  if (counted.ok) return goDone(c, survey)
  if (isCodeEnded(identity, counted.refusal)) await endCode(c, survey, answering.draft)
  return again(sent, problemOf(c, survey, counted.refusal))
}

/** Where the pressed button leads. */
const wayOn = ({ survey, section, form }: Sent, course: Course) => {
  const at = (id: string) => `${answerAddress(survey.slug)}?at=${id}`
  if (form['go'] === 'save') return `${at(section.id)}&saved=1`
  if (form['go'] === 'review') return reviewAddress(survey.slug)
  const back = form['go'] === 'back'
  const next = back ? sectionBefore(course, section.id) : sectionAfter(course, section.id)
  if (next) return at(next.id)
  return back ? `/surveys/${survey.slug}/` : reviewAddress(survey.slug)
}

/** Reads one section, keeps it, and goes on from it: forward only when it is whole. */
export const answerSection = async (c: AppContext, survey: CatalogueSurvey, section: Section, form: Fields) => {
  const read = await readAnswering(c, survey)
  const key = requestKeySchema.safeParse(form['request_key'])
  const request_key = key.success ? key.data : null
  // Where no cookie is kept, the form stands for the device.
  const nobody = survey.respondents === '谁都可以' && !read.identity && request_key !== null
  const answering: Answering = nobody ? { ...read, identity: { kind: 'device', token: request_key } } : read
  const typed = typedAnew(section, answering.draft?.fields ?? {}, form)
  const sent: Sent = { c, survey, section, answering, form, typed, request_key }

  if (form['version'] !== survey.version) return answerChanged(sent)
  if (!answering.identity && !answering.draft) return again(sent, await refuseRespondent(c, survey))
  const { course, faults } = progressOf(survey, typed)
  const here = faults.filter((one) => one.section === section.id)
  const goesOn = form['go'] !== 'back' && form['go'] !== 'save'
  if (goesOn && here.length > 0) return again(sent, faultsOnPage(here, survey, c.var.context.catalogue.site.phone))
  if (handsInAtOnce(survey)) return answerAtOnce(sent, course)
  if (!(await keep(sent, survey.version))) return again(sent, tooMany(sent))
  return c.redirect(wayOn(sent, course), 303)
}
