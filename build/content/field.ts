import { z } from 'zod'

/** What the schema says of one field, gathered from `.meta()`. */
export interface Field {
  schema: z.ZodType
  title: string
  description: string
  examples: unknown[]
  /** The closed list of words it chooses from. */
  words: string[]
  /** The collection whose file names it may hold. */
  collection: string | null
}

export type Path = readonly PropertyKey[]

/** The schema without what makes it optional, and the nearest meta on the way. */
const unwrap = (schema: z.ZodType): { schema: z.ZodType; meta: Record<string, unknown> } => {
  const meta = schema.meta() ?? {}
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodNullable) {
    const inner = unwrap(schema.unwrap() as z.ZodType)
    return { schema: inner.schema, meta: { ...inner.meta, ...meta } }
  }
  return { schema, meta }
}

/** The fields directly inside an object's schema, by key; none for anything else. */
export const shapeOf = (schema: z.ZodType): Record<string, z.ZodType> => {
  const inner = unwrap(schema).schema
  return inner instanceof z.ZodObject ? (inner.shape as Record<string, z.ZodType>) : {}
}

/** The schema of a list's items, or null. */
export const itemOf = (schema: z.ZodType): z.ZodType | null => {
  const inner = unwrap(schema).schema
  return inner instanceof z.ZodArray ? (inner.element as z.ZodType) : null
}

/** The field at a path of the data; an item without words of its own has those of its list. Null outside the schema. */
export const fieldAt = (root: z.ZodType, path: Path): Field | null => {
  let schema: z.ZodType | null = root
  let meta: Record<string, unknown> = {}
  for (const step of path) {
    if (!schema) return null
    const next: z.ZodType | null = typeof step === 'number' ? itemOf(schema) : (shapeOf(schema)[String(step)] ?? null)
    if (!next) return null
    meta = { ...(typeof step === 'number' && meta), ...unwrap(next).meta }
    schema = next
  }
  if (!schema) return null
  const inner = unwrap(schema).schema
  return {
    schema: inner,
    title: String(meta['title'] ?? ''),
    description: String(meta['description'] ?? ''),
    examples: Array.isArray(meta['examples']) ? meta['examples'] : [],
    words: inner instanceof z.ZodEnum ? inner.options.map(String) : [],
    collection: typeof meta['collection'] === 'string' ? meta['collection'] : null,
  }
}

/** Every path of a schema, with a star for each item of a list: `['audiences', '*']`. */
export const pathsOf = (schema: z.ZodType, prefix: string[] = []): string[][] => {
  const item = itemOf(schema)
  const inside = item ? pathsOf(item, [...prefix, '*']) : []
  const below = Object.entries(shapeOf(schema)).flatMap(([key, child]) => pathsOf(child, [...prefix, key]))
  return [...(prefix.length ? [prefix] : []), ...inside, ...below]
}
