import { attemptsSoFar, countAttempt } from '../../kernel/attempts.server.ts'
import { secondsUntilNextWindow } from '../../kernel/attempts.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { responsesByClient } from './code-limits.ts'
import { endDraft } from './draft.server.ts'
import { type Identity, mayHaveMerged, mustRead, voterOf, whoReads } from './identity.server.ts'
import type { Answers, CatalogueSurvey, SurveyRefusal } from './schema.ts'
import { type NewResponse, recorded, recording, recordingStatements, type SealedText, textQuestions, type Voter } from './store.server.ts'
import { receiptFingerprint, sealText } from './voter.server.ts'

/** A whole set of answers. `answers` are what `courseOf` leaves, all sound; `draft` is the code under which they were kept. */
export interface HandIn {
  identity: Identity
  answers: Answers
  request_key: string
  draft: string | null
  /** The row of `whoReads`, when it was read already. */
  who?: Row | undefined
}

/** The texts among the answers, each sealed to an id of its own. */
export const sealTexts = (
  context: Pick<RequestContext, 'vault' | 'newId'>,
  survey: CatalogueSurvey,
  answers: Answers,
): Promise<SealedText[]> =>
  Promise.all(
    textQuestions(survey).flatMap((question) => {
      const text = answers[question]
      if (typeof text !== 'string') return []
      const id = context.newId()
      return [sealText(context.vault, id, text).then((sealed) => ({ id, question, text: sealed }))]
    }),
  )

const readWho = async (context: RequestContext, survey: CatalogueSurvey, identity: Identity) => {
  if (!mustRead(survey, identity)) return undefined
  const [result] = await context.database.read([await whoReads(context, survey, identity)])
  return result?.rows[0]
}

/** Where nobody is looked at, one address may not answer without end. */
const limited = (voter: Voter, tries: Statement): Voter => ({
  ...voter,
  sql: `(CASE WHEN ${tries.sql} <= :most_tries THEN ${voter.sql} END)`,
  args: { ...voter.args, ...tries.args, most_tries: responsesByClient.tries },
})

/**
 * Counts a set of answers once; the same request gets the same answer. Two database calls, or one where the voter is known without; twice
 * as many where a household may have changed in between.
 */
export const handIn = async (context: RequestContext, survey: CatalogueSurvey, sent: HandIn): Promise<Result<true, SurveyRefusal>> => {
  const counted = await count(context, survey, sent)
  if (counted.ok || counted.refusal.code !== 'respondent_not_allowed' || !mayHaveMerged(survey, sent.identity)) return counted
  return count(context, survey, { ...sent, who: undefined })
}

const count = async (context: RequestContext, survey: CatalogueSurvey, sent: HandIn): Promise<Result<true, SurveyRefusal>> => {
  const { database, vault, now } = context
  const { identity, answers } = sent
  const voter = await voterOf(context, survey, identity, sent.who ?? (await readWho(context, survey, identity)))
  const receipt = await receiptFingerprint(vault, survey.slug, sent.request_key)
  const texts = await sealTexts(context, survey, answers)
  const response: NewResponse = { id: context.newId(), channel: 'online', booth: null, answers, texts }
  const after = sent.draft === null ? [] : [await endDraft(context, survey, sent.draft, receipt)]
  if (identity.kind !== 'device') return outcome(context, await database.write([...recording(survey, voter, response, receipt), ...after]))

  const client = await context.client()
  const tries = attemptsSoFar(responsesByClient, client, now, 'tries')
  const results = await database.write([
    countAttempt(responsesByClient, client, now),
    ...recording(survey, limited(voter, tries), response, receipt),
    ...after,
  ])
  return outcome(context, results.slice(1, 1 + recordingStatements), true)
}

const outcome = ({ now }: RequestContext, results: Parameters<typeof recorded>[0], isLimited = false): Result<true, SurveyRefusal> => {
  const came = recorded(results)
  if (came === 'counted') return success(true)
  if (came === 'published') return refuse({ code: 'survey_closed' })
  if (came === 'counted_before') return refuse({ code: 'survey_answered' })
  if (!isLimited) return refuse({ code: 'respondent_not_allowed' })
  return refuse({ code: 'too_many_responses', retry_after_seconds: secondsUntilNextWindow(responsesByClient, now) })
}
