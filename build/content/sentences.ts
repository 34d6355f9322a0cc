import { z } from 'zod'
import { type Field, fieldAt, type Path, shapeOf } from './field.ts'
import { nearest } from './nearest.ts'

/** `schedule.cancelled 第 2 条 on（停办日期）`. */
export const fieldName = (root: z.ZodType, path: Path): string => {
  const name = path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text} 第 ${step + 1} 条`
    return text === '' ? String(step) : `${text}${text.endsWith('条') ? ' ' : '.'}${String(step)}`
  }, '')
  const title = fieldAt(root, path)?.title
  return title ? `${name}（${title}）` : name
}

/** `请照原文写文号，例如“国发〔2018〕41号”。` */
export const order = (field: Field | null): string => {
  if (!field?.description) return '请照 content/README.md 里的样子写。'
  const words = field.words.filter((word) => !field.description.includes(word))
  const choice = words.length ? `：${words.join('、')}` : ''
  const [example] = field.examples
  return `请${field.description}${choice}${example === undefined ? '' : `，例如${typeof example === 'string' ? `“${example}”` : ` ${example}`}`}。`
}

/** What is wrong with a field and what to write, in one sentence. `wrong` follows the field's name. */
export const fieldSentence = (root: z.ZodType, path: Path, wrong: string): string =>
  `${fieldName(root, path)}${wrong}。${order(fieldAt(root, path))}`

/** The sentences of everything a schema finds wrong in `data`. */
export const schemaSentences = (root: z.ZodType, data: unknown, issues: readonly z.core.$ZodIssue[]): string[] =>
  issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(root, issue.path, key))
    const value = valueAt(data, issue.path)
    if (issue.path.length === 0) return ['开头的资料是空的。请照模板逐行写“字段: 值”。']
    if (value === undefined || value === null || value === '') return [fieldSentence(root, issue.path, '没有写')]
    if (issue.code === 'invalid_type') return [wrongType(root, issue.path, value)]
    if (issue.code === 'too_small') return [fieldSentence(root, issue.path, '没有写')]
    return [fieldSentence(root, issue.path, issue.message)]
  })

const valueAt = (data: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | null | undefined)?.[step], data)

const wrongType = (root: z.ZodType, path: Path, value: unknown): string => {
  const schema = fieldAt(root, path)?.schema
  if (schema instanceof z.ZodArray) return fieldSentence(root, path, '应当是清单：每条另起一行，以短横线加空格“- ”开头')
  if (schema instanceof z.ZodObject) return fieldSentence(root, path, '应当分几行写：每行多缩进两个空格，写“字段: 值”')
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
  const title = fieldAt(root, [...path, meant])?.title
  return `${where}没有 ${key} 这个字段。请改成 ${meant}${title ? `（${title}）` : ''}，或者删掉这一行。`
}
