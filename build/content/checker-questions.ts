import type { Checker } from '../../src/content-schemas/checker.ts'
import { optionsOf } from '../../src/features/checkers/answer.ts'
import type { Question } from '../../src/features/checkers/schema.ts'
import type { Path } from './field.ts'

/** Where something is wrong in a checker, and what, as the part of a sentence behind the field's name. */
export interface Fault {
  path: Path
  wrong: string
}

/** The same name twice in one list. */
const twice = (items: { [Key in 'id']: string }[], list: string): Fault[] =>
  items.flatMap(({ id }, place) => {
    const first = items.findIndex((other) => other.id === id)
    return first < place ? [{ path: [list, place, 'id'], wrong: `“${id}”在第 ${first + 1} 条写过了` }] : []
  })

/** Names the page's own address uses. */
const taken = ['asked', 'edit', 'elder']

export const questionFaults = ({ questions, outcomes, rates }: Checker): Fault[] => [
  ...twice(questions, 'questions'),
  ...twice(outcomes, 'outcomes'),
  ...twice(rates, 'rates'),
  ...questions.flatMap((question, place) =>
    kindFaults(question).map(({ path, wrong }) => ({ path: ['questions', place, ...path], wrong })),
  ),
]

/** Each kind of answer has its own fields. */
const kindFaults = ({ id, kind, options, unit, least, most }: Question): Fault[] => {
  const ids = (options ?? []).map(({ value }) => value)
  const double = ids.findIndex((value, place) => ids.indexOf(value) < place)
  const isNumber = kind === '数字'
  const hasLimits = isNumber || kind === '月份'
  return [
    ...(taken.includes(id) ? [{ path: ['id'], wrong: `“${id}”是网站自己用的，要换一个` }] : []),
    ...(kind === '单选' && !options ? [{ path: ['options'], wrong: '没有写' }] : []),
    ...(kind !== '单选' && options ? [{ path: ['options'], wrong: `${kind}题不用写` }] : []),
    ...(double >= 0
      ? [{ path: ['options', double, 'value'], wrong: `“${ids[double]}”在第 ${ids.indexOf(ids[double] ?? '') + 1} 条写过了` }]
      : []),
    ...(isNumber && !unit ? [{ path: ['unit'], wrong: '没有写' }] : []),
    ...(!isNumber && unit !== undefined ? [{ path: ['unit'], wrong: `${kind}题不用写` }] : []),
    ...(!hasLimits && least !== undefined ? [{ path: ['least'], wrong: `${kind}题不用写` }] : []),
    ...(!hasLimits && most !== undefined ? [{ path: ['most'], wrong: `${kind}题不用写` }] : []),
    ...(kind === '月份' && (least ?? 0) < 1900 ? [{ path: ['least'], wrong: '应当是四位数的年份' }] : []),
    ...(kind === '月份' && (most ?? 9999) > 2100 ? [{ path: ['most'], wrong: '应当是四位数的年份，不晚于 2100' }] : []),
    ...(most !== undefined && most < (least ?? 0) ? [{ path: ['most'], wrong: `写的是 ${most}，比最小的 ${least} 还小` }] : []),
  ]
}

/** Conditions that name a question or an option that is not there, or a question that is asked no earlier: that would be a circle. */
export const conditionFaults = ({ questions, outcomes }: Checker): Fault[] => [
  ...questions.flatMap(({ when }, place) => faultsIn(when, ['questions', place], questions, place)),
  ...outcomes.flatMap(({ when }, place) => faultsIn(when, ['outcomes', place], questions, questions.length)),
]

const faultsIn = (when: Question['when'], path: Path, questions: Question[], before: number): Fault[] =>
  (when ?? []).flatMap(({ question, is }, place) => {
    const at = questions.findIndex(({ id }) => id === question)
    const asked = questions[at]
    const here = [...path, 'when', place]
    if (!asked) return [{ path: [...here, 'question'], wrong: `写的“${question}”不是这里的问题` }]
    if (at >= before) return [{ path: [...here, 'question'], wrong: `写的“${question}”排在后面才问，会绕成一圈` }]
    const values = optionsOf(asked).map(({ value }) => value)
    if (values.length === 0) return [{ path: [...here, 'question'], wrong: `写的“${question}”是${asked.kind}题，不能当条件` }]
    return is.flatMap((value, index) =>
      values.includes(value)
        ? []
        : [{ path: [...here, 'is', index], wrong: `写的“${value}”不是“${question}”的选项（${values.join('、')}）` }],
    )
  })
