import { z } from 'zod'
import { type Field, fieldAt, itemOf, type Path, shapeOf } from '../content/field.ts'
import { fieldSentence, guide } from '../content/sentences.ts'

/** One thing to ask an editor. `options` are numbered for choosing; `fallback` stands when only Enter is pressed. */
export interface Question {
  name: string
  path: Path
  is_list: boolean
  words: string
  options: { value: string; label: string }[]
  fallback: string | null
}

/** What the questions need to know of the community. */
export interface Surroundings {
  phone: string | null
  today: string
  /** Titles by slug, of each collection. */
  titles: ReadonlyMap<string, ReadonlyMap<string, string>>
}

/** A question for each field that must be written, in the order of the schema; lists of groups are left to the editor. */
export const questionsFor = (root: z.ZodType, around: Surroundings): Question[] =>
  requiredLeaves(root, root, []).map((path) => questionFor(root, path, around))

/** Every field that can be answered on the command line: a single value or a list of them, required or not. */
export const answerablePaths = (root: z.ZodType, schema = root, path: Path = []): Path[] =>
  Object.entries(shapeOf(schema)).flatMap(([key, child]) => {
    const here = [...path, key]
    const item = itemOf(child)
    if (item) return Object.keys(shapeOf(item)).length ? [] : [here]
    return Object.keys(shapeOf(child)).length ? answerablePaths(root, child, here) : [here]
  })

const requiredLeaves = (root: z.ZodType, schema: z.ZodType, path: Path): Path[] => {
  const isRequired = (leaf: Path) =>
    leaf.every((key, depth) => {
      const parent = depth === 0 ? root : fieldAt(root, leaf.slice(0, depth))?.schema
      return !(parent && shapeOf(parent)[String(key)]?.safeParse(undefined).success)
    })
  return answerablePaths(root, schema, path).filter(isRequired)
}

const questionFor = (root: z.ZodType, path: Path, around: Surroundings): Question => {
  const field = fieldAt(root, path)
  if (!field) throw new Error(`no such field: ${path.join('.')}`)
  const isList = itemOf(field.schema) !== null
  const one = isList ? (fieldAt(root, [...path, 0]) ?? field) : field
  const options = optionsOf(one, around)
  const how = [...(options.length ? ['可以写前面的数字'] : []), ...(isList ? ['有几条就用分号隔开'] : [])]
  return {
    name: path.join('.'),
    path,
    is_list: isList,
    words: `${field.title}：${options.length ? field.description : guide(field)}${how.length ? `（${how.join('，')}）` : ''}`,
    options,
    fallback: fallbackOf(path, around),
  }
}

const optionsOf = (field: Field, around: Surroundings) => {
  if (field.words.length) return field.words.map((word) => ({ value: word, label: word }))
  const titles = field.collection ? around.titles.get(field.collection) : undefined
  return [...(titles ?? [])].map(([slug, title]) => ({ value: slug, label: `${title}（${slug}）` }))
}

const fallbackOf = (path: Path, { phone, today }: Surroundings) => {
  if (path.at(-1) === 'phone') return phone
  if (path.at(-1) === 'last_reviewed') return today
  return path.at(-1) === 'interval_months' ? '6' : null
}

export type Answer = { ok: true; values: string[] } | { ok: false; sentence: string }

/** What was typed, as values of the field, or the sentence that says what is wrong. Nothing typed and no fallback: no values. */
export const readAnswer = (root: z.ZodType, question: Question, typed: string): Answer => {
  const text = typed.trim() || question.fallback || ''
  if (!text) return { ok: true, values: [] }
  const values = (question.is_list ? text.split(/[；;]/) : [text]).map((part) => chosen(question, part.trim())).filter(Boolean)
  const wrong = values.flatMap((value) => problemOf(root, question.is_list ? [...question.path, 0] : question.path, value))
  return wrong[0] === undefined ? { ok: true, values } : { ok: false, sentence: wrong[0] }
}

const chosen = ({ options }: Question, typed: string) => (/^\d{1,3}$/.test(typed) ? (options[Number(typed) - 1]?.value ?? typed) : typed)

const problemOf = (root: z.ZodType, path: Path, value: string): string[] => {
  const schema = fieldAt(root, path)?.schema
  const parsed = schema?.safeParse(schema instanceof z.ZodNumber ? Number(value) : value)
  const [issue] = parsed?.error?.issues ?? []
  return issue
    ? [fieldSentence(root, path, issue.code === 'custom' || issue.code === 'invalid_value' ? issue.message : `“${value}”不对`)]
    : []
}
