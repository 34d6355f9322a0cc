import type { Problem } from '../../kernel/problem.ts'
import { membersProblem } from '../members/problem.ts'
import type { MembersRefusal } from '../members/schema.ts'
import { faultSentence, fieldSentence } from '../surveys/copy.ts'
import { controlOf } from '../surveys/page.ts'
import type { Fault } from '../surveys/progress.ts'
import type { AnswerFault, CatalogueSurvey, SurveyFieldErrorCode } from '../surveys/schema.ts'
import { deskFieldSentence, deskSentence, unregisteredSentence } from './copy.ts'
import type { DeskFieldErrorCode, DeskRefusal } from './schema.ts'

type Field = NonNullable<DeskRefusal['fields']>[number]

const sentenceOf = ({ code, question }: Field) => {
  if (code in deskFieldSentence) return deskFieldSentence[code as DeskFieldErrorCode]
  return question ? faultSentence(code as AnswerFault, question) : fieldSentence[code as SurveyFieldErrorCode]
}

/** A refusal at the desk with the sentences staff read. */
export const deskProblem = (refusal: DeskRefusal, survey: CatalogueSurvey | null): Problem => ({
  code: refusal.code,
  sentence: deskSentence(refusal, survey),
  ...(refusal.fields && { fields: refusal.fields.map((one) => ({ field: one.field, code: one.code, sentence: sentenceOf(one) })) }),
})

/** Why nobody was found, with what to do where nobody is registered. */
export const notFoundProblem = (refusal: MembersRefusal): Problem =>
  refusal.code === 'door_unregistered'
    ? { code: refusal.code, sentence: unregisteredSentence(refusal.door ?? '') }
    : membersProblem(refusal)

/** Faults on the long page: each leads to the control of its question. */
export const faultsAtDesk = (faults: Pick<Fault, 'question' | 'fault'>[]): DeskRefusal => ({
  code: 'survey_answers_invalid',
  fields: faults.map(({ question, fault }) => ({ field: controlOf(question.id), code: fault, question })),
})
