import type { Survey } from '../../src/content-schemas/survey.ts'
import { isText, limitsOf, textLongest } from '../../src/features/surveys/limits.ts'
import type { Question } from '../../src/features/surveys/schema.ts'
import type { Fault } from './checker-questions.ts'

/** Names that every object has, or that a form around the questions uses: a resident's, the desk's, or that in which two entries of a paper are settled. */
const taken = [
  ...['constructor', 'elder', 'version', 'request_key', 'section', 'from', 'go', 'code'],
  ...['act', 'household', 'resident', 'paper', 'turn', 'booth', 'pick'],
]

/** A score has no more steps than fit beside one another. */
const stepsMost = 11

type Own = 'options' | 'rows' | 'least' | 'most' | 'least_word' | 'most_word' | 'unit' | 'from' | 'until' | 'needs'

/** Which fields a kind of question must have, and which it may have. Those of all kinds are not listed. */
const fieldsOfKind: Record<Question['kind'], { must: Own[]; may: Own[] }> = {
  单选: { must: ['options'], may: ['needs'] },
  多选: { must: ['options'], may: ['least', 'most', 'needs'] },
  看图选: { must: ['options'], may: [] },
  打分: { must: ['least_word', 'most_word'], may: ['least', 'most'] },
  数字: { must: ['unit'], may: ['least', 'most'] },
  日期: { must: [], may: ['from', 'until'] },
  短文字: { must: [], may: ['most', 'needs'] },
  长文字: { must: [], may: ['most', 'needs'] },
  排序: { must: ['options'], may: ['least', 'most'] },
  表格: { must: ['options', 'rows'], may: [] },
}
const ownFields: Own[] = ['options', 'rows', 'least', 'most', 'least_word', 'most_word', 'unit', 'from', 'until', 'needs']

/** The same name twice in one list, or a name that is taken. */
export const nameFaults = (items: readonly { id: string }[], list: string): Fault[] =>
  items.flatMap(({ id }, place) => {
    const path = [list, place, 'id']
    if (taken.includes(id)) return [{ path, wrong: `“${id}”是网站自己用的，要换一个` }]
    const first = items.findIndex((other) => other.id === id)
    return first < place ? [{ path, wrong: `“${id}”在第 ${first + 1} 条写过了` }] : []
  })

const under = (path: PropertyKey[], faults: Fault[]): Fault[] => faults.map((fault) => ({ ...fault, path: [...path, ...fault.path] }))

/** What is wrong with the questions, each by itself and with their names. */
export const questionFaults = (sections: NonNullable<Survey['sections']>): Fault[] => {
  const titles = new Map<string, string>()
  return [
    ...nameFaults(sections, 'sections'),
    ...sections.flatMap(({ questions, title }, place) =>
      questions.flatMap((question, at) => {
        const before = titles.get(question.id)
        titles.set(question.id, before ?? title)
        const path = ['sections', place, 'questions', at]
        const repeated = before === undefined ? [] : [{ path: ['id'], wrong: `“${question.id}”在“${before}”里写过了，一份问卷里不能重` }]
        return under(path, [...repeated, ...ownFaults(question)])
      }),
    ),
  ]
}

const ownFaults = (question: Question): Fault[] => {
  const { id, kind, options, rows } = question
  const { must, may } = fieldsOfKind[kind]
  const named = taken.includes(id) ? [{ path: ['id'], wrong: `“${id}”是网站自己用的，要换一个` }] : []
  const missing = must.filter((field) => question[field] === undefined).map((field) => ({ path: [field], wrong: '没有写' }))
  const strange = ownFields.filter((field) => question[field] !== undefined && !must.includes(field) && !may.includes(field))
  const faults = [
    ...named,
    ...missing,
    ...strange.map((field) => ({ path: [field], wrong: `${kind}题不能写，要删掉` })),
    ...nameFaults(options ?? [], 'options'),
    ...nameFaults(rows ?? [], 'rows'),
    ...optionFaults(question),
    ...aloneFaults(question),
  ]
  return faults.length > 0 ? faults : limitFaults(question)
}

const optionFaults = ({ kind, options = [] }: Question): Fault[] =>
  options.flatMap(({ exclusive, picture }, place) => [
    ...(exclusive !== undefined && kind !== '多选' ? [{ path: ['options', place, 'exclusive'], wrong: `${kind}题不能写，要删掉` }] : []),
    ...(picture && kind !== '看图选' ? [{ path: ['options', place, 'picture'], wrong: `${kind}题不能写，要删掉` }] : []),
    ...(!picture && kind === '看图选' ? [{ path: ['options', place, 'picture'], wrong: '没有写，看图选的每一项都要有图片' }] : []),
  ])

/** Two choices that go with none would make, with what else is published, a total from which small counts can be worked out. */
const aloneFaults = ({ kind, options = [] }: Question): Fault[] => {
  const first = options.findIndex(({ exclusive }) => exclusive)
  if (kind !== '多选' || first < 0) return []
  const wrong = `第 ${first + 1} 条写过了，一道题只能有一项，请合成一项`
  return options.flatMap(({ exclusive }, place) => (exclusive && place > first ? [{ path: ['options', place, 'exclusive'], wrong }] : []))
}

const limitFaults = (question: Question): Fault[] => {
  const { kind, from, until } = question
  const fault = (field: string, wrong: string): Fault[] => [{ path: [field], wrong }]
  if (from && until && until < from) return fault('until', `写的是 ${until}，比最早的 ${from} 还早`)
  if (kind === '多选' || kind === '排序') return severalFaults(question, fault)
  const usual = limitsOf(question)
  const { least = usual.least, most = usual.most } = question
  if (isText(question) && most > textLongest) return fault('most', `写的是 ${most}，文字最多 ${textLongest} 个字`)
  if (kind === '打分' && most <= least) return fault('most', `写的是 ${most}，打分至少要有两档`)
  if (kind === '打分' && most - least >= stepsMost) return fault('most', `写的是 ${most}，打分最多 ${stepsMost} 档`)
  return kind === '数字' && most < least ? fault('most', `写的是 ${most}，比最小的 ${least} 还小`) : []
}

/** How many may be chosen together: an option that stands alone does not count. */
const severalFaults = ({ kind, options = [], least, most }: Question, fault: (field: string, wrong: string) => Fault[]): Fault[] => {
  if (kind === '多选' && most === 1) return fault('most', '写的是 1，只能选一项的题要写成单选：kind 改成“单选”，这一行删掉')
  const many = options.filter(({ exclusive }) => !exclusive).length
  if (most !== undefined && most > many) return fault('most', `写的是 ${most}，可是只有 ${many} 项能一起选`)
  if (least !== undefined && least > many) return fault('least', `写的是 ${least}，可是只有 ${many} 项能一起选`)
  return (least ?? 1) > (most ?? many) ? fault('least', `写的是 ${least}，比最多的 ${most} 还多`) : []
}
