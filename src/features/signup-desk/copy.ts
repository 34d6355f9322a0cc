import type { Problem } from '../../kernel/problem.ts'
import { fieldSentence, type Locality, refusalSentence } from '../signups/copy.ts'
import type { FieldErrorCode, SignupRefusal } from '../signups/schema.ts'
import type { DeskFieldErrorCode, DeskRefusalCode } from './schema.ts'

const deskFieldSentence: Record<DeskFieldErrorCode, string> = {
  came_invalid: '到场人数请写 0 到 5 的数字；还不知道就空着。',
  change_missing: '请选停办、改期，还是恢复。',
  reason_missing: '请写原因，居民会看到，例如“下雨”。',
  reason_too_long: '原因最多 60 个字，请写短一些。',
  day_invalid: '请写改到哪一天，例如 2026-12-01。',
  time_invalid: '请写改到几点，例如 14:00。',
  moment_past: '改到的时间已经过了，请写以后的时间。',
}

const deskSentence: Record<DeskRefusalCode, string> = {
  attendance_not_yet: '还没到这一天，不能签到。请到活动当天再记。',
  came_too_many: '有一组的到场人数比报名人数多，所以都没有记。请改好再保存；多来的人请另外代报名。',
  occurrence_over: '这一场已经结束，不能再停办或改期。',
}

export interface DeskRefusal {
  code: DeskRefusalCode
}

const signedUpAlready = '这位居民，或这个电话，已经报过这一场了。要看或取消，请在名册里点他的称呼，或找窗口。'

const isDeskCode = (code: string): code is DeskRefusalCode => Object.hasOwn(deskSentence, code)

const sentenceOf = (code: string) =>
  Object.hasOwn(deskFieldSentence, code)
    ? deskFieldSentence[code as DeskFieldErrorCode]
    : (fieldSentence[code as FieldErrorCode] ?? fieldSentence.field_unknown)

const deskSentenceOf = (refusal: SignupRefusal | DeskRefusal, locality: Locality) => {
  if (isDeskCode(refusal.code)) return deskSentence[refusal.code]
  return refusal.code === 'already_signed_up' ? signedUpAlready : refusalSentence(refusal as SignupRefusal, locality)
}

/** A refusal at the desk with the sentences staff read. */
export const deskProblem = (refusal: SignupRefusal | DeskRefusal, locality: Locality): Problem => ({
  code: refusal.code,
  sentence: deskSentenceOf(refusal, locality),
})

/** A form that does not fit its schema. */
export const deskInputInvalid = (fields: { field: string; code: string }[], locality: Locality): Problem => ({
  code: 'input_invalid',
  sentence: refusalSentence({ code: 'input_invalid' }, locality),
  fields: fields.map(({ field, code }) => ({ field, code, sentence: sentenceOf(code) })),
})

/** Places of an occurrence in one line. */
export const placesLine = ({
  confirmed,
  capacity,
  waiting,
  kept,
}: {
  confirmed: number
  capacity: number
  waiting: number
  kept: number
}) =>
  [`${confirmed}/${capacity} 人`, ...(waiting > 0 ? [`候补 ${waiting} 人`] : []), ...(kept > 0 ? [`窗口还留着 ${kept} 个名额`] : [])].join(
    '，',
  )
