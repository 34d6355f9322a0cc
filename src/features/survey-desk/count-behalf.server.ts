import type { RequestContext } from '../../kernel/context.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { staffWrite } from '../staff/store.server.ts'
import { receiptFingerprint, sealTexts, voterFingerprint } from '../surveys/reads.server.ts'
import type { Answers, CatalogueSurvey } from '../surveys/schema.ts'
import { type NewResponse, recorded, recording, type Voter } from '../surveys/store.server.ts'
import { aboutSurvey } from './answers.server.ts'
import { readHome, voterAtDesk, type Whom } from './home.server.ts'
import type { DeskRefusal } from './schema.ts'

/** A whole set of answers that somebody has told the clerk. `whom` is null where anybody may answer. */
export interface BehalfWish {
  whom: Whom | null
  /** It is the clerk's own household, which is allowed and said in the audit log. */
  own: boolean
  /** The households that were merged into theirs. */
  merged: string[]
  booth: string | null
  answers: Answers
  request_key: string
}

/** Somebody who is not asked who they are: a voter of their own for each set. */
const anybody = async ({ vault }: RequestContext, { slug }: CatalogueSurvey, request_key: string): Promise<Voter> => ({
  sql: ':anybody',
  args: { anybody: await voterFingerprint(vault, slug, 'paper', request_key) },
  named: null,
})

/**
 * 代答: counts a set of answers once under one audit line, which knows whom it was for and not what was said. One database call; where
 * another household was merged into theirs since it was read, or theirs is gone, it is read once more and tried again.
 */
export const countOnBehalf = async (
  context: RequestContext,
  survey: CatalogueSurvey,
  wish: BehalfWish,
): Promise<Result<true, DeskRefusal>> => {
  const counted = await count(context, survey, wish)
  const isGone = !counted.ok && counted.refusal.code === 'survey_household_unknown'
  if (!isGone || wish.whom?.kind !== 'household') return counted
  const home = await readHome(context, survey, wish.whom)
  return home.ok ? count(context, survey, { ...wish, merged: home.value.merged }) : home
}

const count = async (
  context: RequestContext,
  survey: CatalogueSurvey,
  { whom, own, merged, booth, answers, request_key }: BehalfWish,
): Promise<Result<true, DeskRefusal>> => {
  const voter = whom ? await voterAtDesk(context, survey, whom, merged) : await anybody(context, survey, request_key)
  const receipt = await receiptFingerprint(context.vault, survey.slug, request_key)
  const texts = await sealTexts(context, survey, answers)
  const response: NewResponse = { id: context.newId(), channel: 'desk', booth, answers, texts }
  const detail = own ? `${survey.slug} own household` : survey.slug
  const about = whom ?? aboutSurvey(survey)
  const came = recorded(await staffWrite(context, 'survey.answer', about, recording(survey, voter, response, receipt), detail))
  if (came === 'counted') return success(true)
  if (came === 'published') return refuse({ code: 'survey_closed' })
  return refuse({ code: came === 'counted_before' ? 'survey_answered' : 'survey_household_unknown' })
}
