import { stringify } from 'yaml'
import type { z } from 'zod'
import { fieldAt, itemOf, type Path, shapeOf } from '../content/field.ts'
import { guide } from '../content/sentences.ts'

/** What was answered, by the field's dotted path: `service.phone`. A list has several answers. */
export type Answers = ReadonlyMap<string, readonly string[]>

/**
 * A Markdown file of this schema with a comment above each field that says what to write. Fields with answers are filled
 * in; the others wait, the optional ones behind a `#`. Since it is drawn from the schema, it never asks for anything else.
 */
export const contentTemplate = (schema: z.ZodType, answers: Answers, body: string): string =>
  ['---', ...fieldLines(schema, schema, [], answers), '---', body].join('\n').concat('\n')

/** A file that is only fields, explained in the same way. */
export const fieldsTemplate = (schema: z.ZodType, answers: Answers): string =>
  fieldLines(schema, schema, [], answers).join('\n').concat('\n')

const fieldLines = (root: z.ZodType, schema: z.ZodType, path: Path, answers: Answers): string[] =>
  Object.entries(shapeOf(schema)).flatMap(([key, child]) => {
    const here = [...path, key]
    const mayStayOut = child.safeParse(undefined).success && !hasAnswer(here, answers)
    const lines = valueLines(root, child, here, answers)
    return [commentOf(root, here, mayStayOut), ...(mayStayOut ? lines.map((line) => (line.startsWith('#') ? line : `# ${line}`)) : lines)]
  })

const hasAnswer = (path: Path, answers: Answers) => {
  const name = path.join('.')
  return [...answers.keys()].some((answered) => answered === name || answered.startsWith(`${name}.`))
}

const commentOf = (root: z.ZodType, path: Path, mayStayOut: boolean) => {
  const field = fieldAt(root, path)
  if (!field) return '#'
  const isGroup = Object.keys(shapeOf(itemOf(field.schema) ?? field.schema)).length > 0
  return `# ${field.title}${mayStayOut ? '（可以不写）' : ''}：${isGroup ? field.description : guide(field)}`
}

const valueLines = (root: z.ZodType, schema: z.ZodType, path: Path, answers: Answers): string[] => {
  const key = String(path.at(-1))
  const typed = answers.get(path.join('.')) ?? []
  const item = itemOf(schema)
  if (item && Object.keys(shapeOf(item)).length) return [`${key}:`, ...asItem(fieldLines(root, item, [...path, 0], answers))]
  if (item) return [`${key}:`, ...(typed.length ? typed.map((value) => `  - ${written(root, [...path, 0], value)}`) : ['  -'])]
  if (Object.keys(shapeOf(schema)).length) return [`${key}:`, ...indented(fieldLines(root, schema, path, answers))]
  const [value] = typed
  return [value === undefined ? `${key}:` : `${key}: ${written(root, path, value)}`]
}

const indented = (lines: string[]) => lines.map((line) => `  ${line}`)

/** The dash of a list's item stands before its first field, below that field's comment. */
const asItem = (lines: string[]) => {
  const first = lines.findIndex((line) => !line.startsWith('#'))
  return lines.map((line, index) => (index === first ? `  - ${line}` : `    ${line}`))
}

const written = (root: z.ZodType, path: Path, value: string) => {
  const isNumber = fieldAt(root, path)?.schema.safeParse(Number(value)).success
  return isNumber ? String(Number(value)) : stringify(value, { lineWidth: 0, defaultStringType: 'PLAIN', defaultKeyType: 'PLAIN' }).trim()
}
