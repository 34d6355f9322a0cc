import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { z } from 'zod'
import { type CollectionName, collectionSchemas } from '../../src/content-schemas/index.ts'
import { fieldAt, pathsOf, shapeOf } from './field.ts'

const guide = readFileSync(join(import.meta.dirname, '../../content/README.md'), 'utf8')

/** Explained once, where the fields they share are explained. */
const explainedElsewhere = /^(replaces|replaced_by)\./

const mustBeWritten = (schema: z.ZodType, path: string[]) => {
  const parent =
    fieldAt(
      schema,
      path.slice(0, -1).map((step) => (step === '*' ? 0 : step)),
    )?.schema ?? schema
  return !shapeOf(parent)[path.at(-1) ?? '']?.safeParse(undefined).success
}

const rowsOf = (collection: CollectionName) => {
  const table = guide.split(/^### /m).find((part) => part.includes(`（\`content/${collection}/\`）\n`)) ?? ''
  return [...table.matchAll(/^\| `([\w.]+)` \| (.+?) \| (必写|可不写) \| .+ \|$/gm)].map(
    ([, name, title, duty]) => `${name} ${title} ${duty}`,
  )
}

test.each(Object.keys(collectionSchemas) as CollectionName[])('the guide for editors has every field of %s, and no other', (collection) => {
  const schema = collectionSchemas[collection]
  const fields = pathsOf(schema)
    .filter((path) => path.at(-1) !== '*')
    .map((path) => ({ path, name: path.filter((step) => step !== '*').join('.') }))
    .filter(({ name }) => !explainedElsewhere.test(name))
    .map(({ path, name }) => {
      const title = fieldAt(
        schema,
        path.map((step) => (step === '*' ? 0 : step)),
      )?.title
      return `${name} ${title} ${mustBeWritten(schema, path) ? '必写' : '可不写'}`
    })
  expect(rowsOf(collection)).toEqual(fields)
})
