import type { Problem } from '../../kernel/problem.ts'
import type { Answer, FeedbackFieldCode, FeedbackRefusalCode } from './schema.ts'

export const askWords = '这页有用吗'

export const answerWords: Record<Answer, string> = { yes: '有用', no: '没用' }

const fieldSentences: Record<FeedbackFieldCode, string> = {
  helpful_missing: '请按“有用”或“没用”',
  version_missing: '请回到那一页再按一次',
  field_unknown: '这一项不用填',
}

const sentences: Record<FeedbackRefusalCode, (phone: string) => string> = {
  feedback_input_invalid: () => '没有记下来。',
  policy_unknown: (phone) => `没有这一篇政策，可能改了网址。请从目录里找，或打电话 ${phone}。`,
  version_unknown: () => '没有记下来：这一页刚改过，您看的是以前的。请再看一眼，再告诉我们。',
  too_many_feedbacks: (phone) => `从您这里来的太多了，这次没有记。请过一会儿再按，或打电话 ${phone} 说。`,
}

interface Refusal {
  code: FeedbackRefusalCode
  fields?: { field: string; code: string }[] | undefined
  retry_after_seconds?: number | undefined
}

/** A refusal as its page draws it. */
export const feedbackProblem = ({ code, fields, retry_after_seconds }: Refusal, phone: string): Problem => ({
  code,
  sentence: sentences[code](phone),
  ...(fields && {
    fields: fields.map((one) => ({ ...one, sentence: fieldSentences[one.code as FeedbackFieldCode] ?? fieldSentences.field_unknown })),
  }),
  ...(retry_after_seconds !== undefined && { retry_after_seconds }),
  ...(code === 'policy_unknown' && { next: { href: '/policies/', word: '去看政策' } }),
})
