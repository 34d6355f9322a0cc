import type { Survey } from '../../src/content-schemas/survey.ts'
import { limitsOf } from '../../src/features/surveys/limits.ts'
import { askedOn, pathsMax, pathsOf } from '../../src/features/surveys/paths.ts'
import type { Condition, Question } from '../../src/features/surveys/schema.ts'
import type { Fault } from './checker-questions.ts'
import type { Path } from './field.ts'

type Sections = NonNullable<Survey['sections']>

const choices: Question['kind'][] = ['单选', '多选', '看图选']
const numbers: Question['kind'][] = ['打分', '数字']

/** Conditions that look at a question or an option that is not there, at a later question (a circle), or at what cannot be looked at. */
export const conditionFaults = (sections: Sections): Fault[] => {
  const questions = sections.flatMap((section) => section.questions)
  let before = 0
  return sections.flatMap(({ when, questions: own }, place) => {
    const start = before
    before += own.length
    return [
      ...faultsIn(when, ['sections', place], questions, start),
      ...own.flatMap((question, at) => faultsIn(question.when, ['sections', place, 'questions', at], questions, start + at)),
    ]
  })
}

const faultsIn = (when: Question['when'], path: Path, questions: Question[], before: number): Fault[] =>
  (when ?? []).flatMap((condition, place) => {
    const here = [...path, 'when', place]
    const at = questions.findIndex(({ id }) => id === condition.question)
    const asked = questions[at]
    const wrong = (text: string): Fault[] => [{ path: [...here, 'question'], wrong: `写的“${condition.question}”${text}` }]
    if (!asked) return wrong('不是这里的题')
    if (at >= before) return wrong('排在后面才问，会绕成一圈')
    if (!choices.includes(asked.kind) && !numbers.includes(asked.kind)) return wrong(`是${asked.kind}题，不能当条件`)
    return choices.includes(asked.kind) ? choiceFaults(condition, here, asked) : numberFaults(condition, here, asked)
  })

const choiceFaults = ({ is, least, most }: Condition, here: Path, { id, kind, options = [] }: Question): Fault[] => {
  if (least !== undefined || most !== undefined) {
    const field = least === undefined ? 'most' : 'least'
    return [{ path: [...here, field], wrong: `不能写：“${id}”是${kind}题，只能用 is` }]
  }
  if (!is) return [{ path: [...here, 'is'], wrong: `没有写，“${id}”选了什么才轮到它` }]
  const known = options.map((option) => option.id)
  return is.flatMap((option, place) =>
    known.includes(option) ? [] : [{ path: [...here, 'is', place], wrong: `写的“${option}”不是“${id}”的选项（${known.join('、')}）` }],
  )
}

const numberFaults = ({ is, least, most }: Condition, here: Path, asked: Question): Fault[] => {
  const { id, kind } = asked
  const limits = limitsOf(asked)
  if (is) return [{ path: [...here, 'is'], wrong: `不能写：“${id}”是${kind}题，要用 least、most` }]
  if (least === undefined && most === undefined) return [{ path: [...here, 'least'], wrong: `没有写，“${id}”填了几才轮到它` }]
  if (least !== undefined && least > limits.most)
    return [{ path: [...here, 'least'], wrong: `写的是 ${least}，“${id}”最大是 ${limits.most}` }]
  if (most === undefined) return []
  if (most < limits.least) return [{ path: [...here, 'most'], wrong: `写的是 ${most}，“${id}”最小是 ${limits.least}` }]
  if (most > limits.most) return [{ path: [...here, 'most'], wrong: `写的是 ${most}，“${id}”最大是 ${limits.most}` }]
  return most < (least ?? most) ? [{ path: [...here, 'most'], wrong: `写的是 ${most}，比不少于的 ${least} 还小` }] : []
}

/** Sections and questions nobody comes to, whatever they answer. Every way is walked. */
export const wayFaults = (sections: Sections): Fault[] => {
  const ways = pathsOf({ sections })
  if (ways.length > pathsMax) return [{ path: ['sections'], wrong: `走法超过 ${pathsMax} 种，没法逐一检查，要少写几个条件` }]
  const met = new Set(ways.flatMap((way) => askedOn({ sections }, way)))
  return sections.flatMap(({ questions, when }, place): Fault[] => {
    const unmet = questions.filter(({ id }) => !met.has(id))
    if (unmet.length === questions.length && when) return [{ path: ['sections', place, 'when'], wrong: '写得怎么答都轮不到这一部分' }]
    return unmet.map((question) => ({
      path: ['sections', place, 'questions', questions.indexOf(question), 'when'],
      wrong: '写得怎么答都轮不到这道题',
    }))
  })
}
