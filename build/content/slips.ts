import type { z } from 'zod'
import { fieldAt, type Path } from './field.ts'
import { fieldSentence } from './sentences.ts'

/** Slips that leave the fields usable: a word twice in a list, and several lines where a page shows one. */
export const slipSentences = (schema: z.ZodType, data: unknown, path: Path = []): string[] => {
  if (typeof data === 'string') {
    const isLine = fieldAt(schema, path)?.schema.meta()?.['maxLength'] !== undefined
    return isLine && data.trim().includes('\n') ? [fieldSentence(schema, path, '分了几行，要写成一行')] : []
  }
  if (typeof data !== 'object' || data === null) return []
  const twice = Array.isArray(data) ? data.find((item, index) => typeof item === 'string' && data.indexOf(item) < index) : undefined
  const inside = Array.isArray(data) ? [...data.entries()] : Object.entries(data)
  return [
    ...(twice === undefined ? [] : [fieldSentence(schema, path, `里“${twice}”写了两遍`)]),
    ...inside.flatMap(([step, value]) => slipSentences(schema, value, [...path, step])),
  ]
}
