import type { z } from 'zod'
import { type CollectionName, collectionSchemas } from '../../src/content-schemas/index.ts'
import { fieldAt, type Path, pathsOf } from './field.ts'
import { nearest } from './nearest.ts'
import { fieldName, order } from './sentences.ts'

/** A value that names another file. */
export interface Reference {
  path: Path
  collection: string
  slug: string
}

const referencePaths = (schema: z.ZodType) =>
  pathsOf(schema).flatMap((pattern) => {
    const collection = fieldAt(
      schema,
      pattern.map((step) => (step === '*' ? 0 : step)),
    )?.collection
    const isLeaf = pattern.at(-1) === '*' || collection !== null
    return collection && isLeaf ? [{ pattern, collection }] : []
  })

const pathsByCollection = new Map(Object.entries(collectionSchemas).map(([name, schema]) => [name, referencePaths(schema)]))

/** Every name of another file in an entry's data. */
export const referencesIn = (collection: CollectionName, data: unknown): Reference[] =>
  (pathsByCollection.get(collection) ?? []).flatMap(({ pattern, collection: target }) =>
    valuesAt(data, pattern).map(({ path, value }) => ({ path, collection: target, slug: value })),
  )

const valuesAt = (value: unknown, pattern: string[], path: PropertyKey[] = []): { path: Path; value: string }[] => {
  const [step, ...rest] = pattern
  if (step === undefined) return typeof value === 'string' ? [{ path, value }] : []
  if (step === '*') return Array.isArray(value) ? value.flatMap((item, index) => valuesAt(item, rest, [...path, index])) : []
  if (typeof value !== 'object' || value === null) return []
  return valuesAt((value as Record<string, unknown>)[step], rest, [...path, step])
}

/** What is wrong with the names an entry gives of other files; `slugs` are those that exist, by collection. */
export const referenceSentences = (
  collection: CollectionName,
  slug: string,
  references: Reference[],
  slugs: ReadonlyMap<string, ReadonlySet<string>>,
): string[] => {
  const schema = collectionSchemas[collection]
  return references.flatMap((reference) => {
    const name = fieldName(schema, reference.path)
    const existing = slugs.get(reference.collection) ?? new Set()
    if (reference.collection === collection && reference.slug === slug) return [`${name}写的是它自己。请换成另一个文件名，或者删掉这一行。`]
    if (existing.has(reference.slug)) return []
    const meant = nearest(reference.slug, [...existing])
    const hint = meant ? `是不是“${meant}”？` : ''
    return [`${name}写的“${reference.slug}”在 content/${reference.collection} 里没有。${hint}${order(fieldAt(schema, reference.path))}`]
  })
}
