import type { AppContext } from '../../kernel/http.server.ts'
import { rememberPage } from '../sessions/store.server.ts'
import { giveDevice, type Held, heldOf, takePrintedCodeBack } from './browser.server.ts'
import { draftQuery, type KeptDraft, readDraft } from './draft.server.ts'
import { type Identity, identityOf, isCodeEnded, mayHaveMerged, mustRead, standingOfVoter, voterOf, whoReads } from './identity.server.ts'
import type { CatalogueSurvey, SurveyRefusalCode } from './schema.ts'

/** Who goes on, with what was kept so far. */
export interface Answering {
  held: Held
  identity: Identity | null
  draft: KeptDraft | null
}

/** Whoever began with a printed code, or on another device, is still counted by it, unless the code was taken back. */
export const identityWith = (c: AppContext, survey: CatalogueSurvey, held: Held, draft: KeptDraft | null) => {
  const code = draft?.code_ended ? null : (draft?.printed_code ?? held.code)
  return identityOf(c.var.context, survey, { code, device: draft?.device ?? held.device })
}

/** What the browser holds of this survey. One database call where answers were kept, else none. */
export const readAnswering = async (c: AppContext, survey: CatalogueSurvey): Promise<Answering> => {
  const { context } = c.var
  const held = await heldOf(c, survey.slug)
  const code = held.draft
  const [result] = code === null ? [] : await context.database.read([await draftQuery(context, code)])
  const found = code === null ? null : await readDraft(context, code, result?.rows[0])
  const draft = found?.survey === survey.slug ? found : null
  return { held, draft, identity: identityWith(c, survey, held, draft) }
}

/** Whether somebody who begins may answer and has not: told before anything is typed. */
const whyNotBegin = async (
  c: AppContext,
  survey: CatalogueSurvey,
  identity: Identity,
  isSecondTry = false,
): Promise<SurveyRefusalCode | null> => {
  const { context } = c.var
  const [who] = mustRead(survey, identity) ? await context.database.read([await whoReads(context, survey, identity)]) : []
  const voter = await voterOf(context, survey, identity, who?.rows[0])
  const [standing] = await context.database.read([standingOfVoter(survey, voter)])
  if (standing?.rows[0]?.['answered'] === 1) return 'survey_answered'
  if (standing?.rows[0]?.['may'] === 1) return null
  return mayHaveMerged(survey, identity) && !isSecondTry ? whyNotBegin(c, survey, identity, true) : 'respondent_not_allowed'
}

type Beginning = { kind: 'goes_on'; answering: Answering } | { kind: 'refused'; code: SurveyRefusalCode } | { kind: 'way' }

/** Who opens the first page: goes on where they were, begins, is told that it was answered, or is shown the ways in. */
export const beginAnswering = async (c: AppContext, survey: CatalogueSurvey): Promise<Beginning> => {
  const answering = await readAnswering(c, survey)
  if (answering.draft) return { kind: 'goes_on', answering }
  if (survey.respondents === '谁都可以' && answering.held.device === null) {
    const token = c.var.context.newId()
    await giveDevice(c, survey.slug, token)
    return { kind: 'goes_on', answering: { ...answering, identity: { kind: 'device', token } } }
  }
  if (!answering.identity) {
    await rememberPage(c)
    return { kind: 'way' }
  }
  const code = await whyNotBegin(c, survey, answering.identity)
  if (!code) return { kind: 'goes_on', answering }
  if (code === 'respondent_not_allowed') {
    if (isCodeEnded(answering.identity, { code })) takePrintedCodeBack(c, survey.slug)
    await rememberPage(c)
  }
  return { kind: 'refused', code }
}
