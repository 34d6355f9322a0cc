import { z } from 'zod'
import { dayFault } from './day-fault.ts'
import { type Field, fieldAt, itemOf, type Path, shapeOf } from './field.ts'
import { nearest } from './nearest.ts'

/** `schedule.cancelled 第 2 条 on（停办日期）`. */
export const fieldName = (root: z.ZodType, path: Path): string => {
  const name = path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text} 第 ${step + 1} 条`
    return text === '' ? String(step) : `${text}${text.endsWith('条') ? ' ' : '.'}${String(step)}`
  }, '')
  return named(name, fieldAt(root, path)?.title)
}

/** `请照原文写文号，例如“国发〔2018〕41号”。` A list is explained by its items, a group of fields by those it needs. */
export const order = (field: Field | null): string => (field?.description ? `请${guide(field)}。` : '请照 content/README.md 里的样子写。')

/** `照原文写文号，例如“国发〔2018〕41号”`. */
export const guide = (field: Field): string => `${field.description}${choice(field)}${example(field)}`

const choice = ({ schema, description, words }: Field) => {
  const item = itemField(schema)
  const options = (item?.words ?? words).filter((word) => !description.includes(word))
  if (options.length) return item ? `，可选：${options.join('、')}` : `：${options.join('、')}`
  const needed = neededFields(item?.schema ?? schema)
  return needed.length ? `，${item ? '每条' : '里面'}要有 ${needed.join('、')}` : ''
}

const example = ({ schema, examples }: Field) => {
  const item = itemField(schema)
  const [first] = item?.examples ?? examples
  if (first === undefined) return ''
  return typeof first === 'string' ? `，例如“${item ? '- ' : ''}${first}”` : `，例如 ${first}`
}

const itemField = (schema: z.ZodType) => (itemOf(schema) ? fieldAt(schema, [0]) : null)

const neededFields = (schema: z.ZodType) =>
  Object.entries(shapeOf(schema)).flatMap(([key, child]) =>
    child.safeParse(undefined).success ? [] : [named(key, fieldAt(schema, [key])?.title)],
  )

/** A title that has brackets of its own would double them. */
const named = (key: string, title: string | undefined) => (title ? `${key}（${title.replace(/（(.+)）$/, '，$1')}）` : key)

/** What is wrong with a field and what to write, in one sentence. `wrong` follows the field's name. */
export const fieldSentence = (root: z.ZodType, path: Path, wrong: string): string =>
  `${fieldName(root, path)}${wrong}。${order(fieldAt(root, path))}`

/** The sentences of everything a schema finds wrong in `data`, one for each field. */
export const schemaSentences = (root: z.ZodType, data: unknown, issues: readonly z.core.$ZodIssue[]): string[] => {
  const told = new Set<string>()
  return issues.flatMap((issue) => {
    const place = issue.path.join(' ')
    if (issue.code !== 'unrecognized_keys' && told.has(place)) return []
    told.add(place)
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(root, issue.path, key))
    const value = valueAt(data, issue.path)
    if (issue.path.length === 0) return ['开头的资料是空的。请照模板逐行写“字段: 值”。']
    if (value === undefined || value === null || value === '') return [fieldSentence(root, issue.path, '没有写')]
    if (issue.code === 'invalid_type') return [wrongType(root, issue.path, value)]
    if (issue.code === 'too_small') return [fieldSentence(root, issue.path, '没有写')]
    return [fieldSentence(root, issue.path, dayOrElse(fieldAt(root, issue.path)?.schema, value, issue.message))]
  })
}

const isDay = (schema: z.ZodType | undefined) => schema?.meta()?.['format'] === 'date'

/** Where a day is no day, more is told than its schema knows; one that is a day may still be the wrong one. */
const dayOrElse = (schema: z.ZodType | undefined, value: unknown, message: string) =>
  typeof value === 'string' && isDay(schema) && !schema?.safeParse(value).success ? dayFault(value) : message

const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step], data)

const wrongType = (root: z.ZodType, path: Path, value: unknown): string => {
  const schema = fieldAt(root, path)?.schema
  if (typeof value === 'number' && isDay(schema)) return fieldSentence(root, path, `写的是${show(value)}，不是一个日期`)
  if (schema instanceof z.ZodArray) return fieldSentence(root, path, '应当是清单：每条另起一行，以短横线加空格“- ”开头')
  if (schema instanceof z.ZodObject) return fieldSentence(root, path, '应当分几行写：每行多缩进两个空格，写“字段: 值”')
  if (schema instanceof z.ZodBoolean) return fieldSentence(root, path, `写的是${show(value)}，应当是 true 或 false，不加引号`)
  if (schema instanceof z.ZodNumber) return fieldSentence(root, path, `写的是${show(value)}，应当是数字，不加引号和单位`)
  if (typeof value === 'object') return fieldSentence(root, path, `写成了${show(value)}，应当是一行文字`)
  return fieldSentence(root, path, `写的是${show(value)}，应当是文字：两边加英文引号`)
}

const show = (value: unknown) => {
  if (Array.isArray(value)) return '清单'
  if (typeof value === 'object') return '几个字段'
  return typeof value === 'string' ? `“${value}”` : ` ${String(value)}`
}

const unknownKey = (root: z.ZodType, path: Path, key: string): string => {
  const parent = path.length ? fieldAt(root, path)?.schema : root
  const meant = nearest(key, parent ? Object.keys(shapeOf(parent)) : [])
  const where = path.length ? `${fieldName(root, path)}里` : ''
  if (!meant) return `${where}没有 ${key} 这个字段。请删掉这一行，能写的字段见 content/README.md。`
  return `${where}没有 ${key} 这个字段。请改成 ${named(meant, fieldAt(root, [...path, meant])?.title)}，或者删掉这一行。`
}
