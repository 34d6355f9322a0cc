import { type AppContext, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { outageOf, unlessOutage } from '../../kernel/outage.server.ts'
import type { Problem } from '../../kernel/problem.ts'
import { rememberPage } from '../sessions/store.server.ts'
import { answerAddress, countedBy, drawRefused, goDone, openSurvey, problemOf, refuseRespondent } from './answering.server.ts'
import { heldOf } from './browser.server.ts'
import { endCode } from './code-change.server.ts'
import { countedByReceipt, draftQuery, type KeptDraft, keptUntil, readDraft } from './draft.server.ts'
import { handIn } from './hand-in.server.ts'
import { type Identity, isCodeEnded, whoReads } from './identity.server.ts'
import type { SurveyReviewPage } from './page.ts'
import { faultsOnPage } from './problem.ts'
import { progressOf } from './progress.ts'
import { reviewedSections } from './reviewed.ts'
import type { CatalogueSurvey } from './schema.ts'
import { identityWith, readAnswering } from './start.server.ts'
import { receiptFingerprint } from './voter.server.ts'

const drawReview = (c: AppContext, survey: CatalogueSurvey, draft: KeptDraft, identity: Identity | null, problem?: Problem) => {
  const page: SurveyReviewPage = {
    kind: 'survey-review',
    survey,
    sections: reviewedSections(survey, draft.fields),
    draft_code: draft.code,
    kept_until: keptUntil(c.var.context, survey),
    changed: draft.version !== survey.version,
    counted_by: countedBy(identity, survey),
    request_key: draft.request_key,
    problem,
  }
  return c.var.page(page, problem)
}

/** `GET …/review/`: 检查一遍. */
export const showReview = async (c: AppContext) => {
  const open = openSurvey(c)
  if ('refused' in open) return open.refused
  const { survey } = open
  const { draft, identity } = await readAnswering(c, survey)
  return draft ? drawReview(c, survey, draft, identity) : c.redirect(answerAddress(survey.slug), 303)
}

/** What is kept, whether this very request was counted before, and who asks: one database call. */
const readForHandIn = async (c: AppContext, survey: CatalogueSurvey, requestKey: string) => {
  const { context } = c.var
  const held = await heldOf(c, survey.slug)
  const asking = identityWith(c, survey, held, null)
  const results = await context.database.read([
    countedByReceipt(survey, await receiptFingerprint(context.vault, survey.slug, requestKey)),
    ...(held.draft === null ? [] : [await draftQuery(context, held.draft)]),
    ...(asking ? [await whoReads(context, survey, asking)] : []),
  ])
  const found = held.draft === null ? null : await readDraft(context, held.draft, results[1]?.rows[0])
  const draft = found?.survey === survey.slug ? found : null
  const identity = identityWith(c, survey, held, draft)
  const who = identity && identity.kind === asking?.kind && draft?.printed_code === held.code ? results.at(-1)?.rows[0] : undefined
  return { counted: results[0]?.rows[0]?.['counted'] === 1, draft, identity, who }
}

/** `POST …/review/`: hands everything in. */
export const takeReview = async (c: AppContext) => {
  const open = openSurvey(c)
  if ('refused' in open) return open.refused
  const { survey } = open
  const form = await readForm(c)
  if (!form.ok) return unreadableForm(c, form.refusal)
  const { request_key = '', version } = form.value
  const read = await readForHandIn(c, survey, request_key)
  if (read.counted) return goDone(c, survey)
  const { draft, identity, who } = read
  if (!draft) return drawRefused(c, survey, { code: 'draft_unknown' })
  const again = (problem: Problem) => drawReview(c, survey, draft, identity, problem)
  if (version !== survey.version) return again(problemOf(c, survey, { code: 'survey_changed' }))
  const { course, faults } = progressOf(survey, draft.fields)
  if (faults.length > 0) return again(faultsOnPage(faults, survey, c.var.context.catalogue.site.phone))
  if (!identity) return again(await refuseRespondent(c, survey))
  const sent = { identity, answers: course.answers, request_key: draft.request_key, draft: draft.code, who }
  const counted = await unlessOutage(async () => {
    const result = await handIn(c.var.context, survey, sent)
    if (!result.ok && isCodeEnded(identity, result.refusal)) await endCode(c, survey, draft)
    return result
  })
  if (!counted) return again(outageOf(c))
  if (counted.ok) return goDone(c, survey)
  if (counted.refusal.code === 'respondent_not_allowed') await rememberPage(c)
  return again(problemOf(c, survey, counted.refusal))
}
