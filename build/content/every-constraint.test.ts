import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { z } from 'zod'
import { type CollectionName, collectionSchemas } from '../../src/content-schemas/index.ts'
import { glossarySchema, siteSchema } from '../../src/content-schemas/site.ts'
import { fieldAt, itemOf, type Path, pathsOf, shapeOf } from './field.ts'
import { at, complete, problemsOf, problemsWith } from './fixture.ts'
import { completeGlossary, completeSite } from './fixture-site.ts'
import { completeBallot } from './fixture-survey.ts'

type Data = Record<PropertyKey, unknown>

/** `samples` have every field between them; each is sound by itself. */
const subjects: { name: string; schema: z.ZodType; samples: Data[]; problems: (data: unknown) => string[] }[] = [
  ...(Object.keys(collectionSchemas) as CollectionName[]).map((name) => ({
    name,
    schema: collectionSchemas[name],
    samples: [complete[name], ...(name === 'surveys' ? [completeBallot] : [])],
    problems: (data: unknown) => problemsOf(name, data),
  })),
  { name: 'site', schema: siteSchema, samples: [completeSite], problems: (data) => problemsWith({ 'content/site.yml': stringify(data) }) },
  {
    name: 'glossary',
    schema: glossarySchema,
    samples: [completeGlossary],
    problems: (data) => problemsWith({ 'content/glossary.yml': stringify(data) }),
  },
]

/** The place of a field in the data: in the first item of a list that has it. */
const concrete = (pattern: string[], data: unknown): Path => {
  const [step, ...rest] = pattern
  if (step === undefined) return []
  if (step !== '*') return [step, ...concrete(rest, at(data, [step]))]
  const items = Array.isArray(data) ? data : []
  const place = Math.max(
    0,
    items.findIndex((item) => at(item, concrete(rest, item)) !== undefined),
  )
  return [place, ...concrete(rest, items[place])]
}

/** A copy of the data with another value at a path; undefined takes the field away. */
const withValue = (data: Data, path: Path, value: unknown): Data => {
  const copy = structuredClone(data)
  const parent = at(copy, path.slice(0, -1)) as Data
  const last = path.at(-1) ?? ''
  if (value === undefined && !Array.isArray(parent)) delete parent[last]
  else parent[last] = value
  return copy
}

const isOptional = (schema: z.ZodType, path: Path): boolean => {
  const parent = fieldAt(schema, path.slice(0, -1))?.schema ?? schema
  return shapeOf(parent)[String(path.at(-1))]?.safeParse(undefined).success ?? true
}

/** Every way in which a value of this field can be wrong, by name. */
const wrongValues = (schema: z.ZodType, path: Path): [string, unknown][] => {
  const field = fieldAt(schema, path)
  if (!field) return []
  const missing: [string, unknown][] = isOptional(schema, path) ? [] : [['missing', undefined]]
  const kind = field.schema
  if (kind instanceof z.ZodObject)
    return [...missing, ['not an object', '一行文字'], ['unknown key', { ...(Object.fromEntries([['zzzzzz', 1]]) as Data) }]]
  if (kind instanceof z.ZodArray)
    return [...missing, ['not a list', '一行文字'], ...(kind.safeParse([]).success ? [] : ([['empty list', []]] as [string, unknown][]))]
  if (kind instanceof z.ZodNumber) return [...missing, ['not a number', '三十'], ['out of range', 99_999], ['not whole', 1.5]]
  if (kind instanceof z.ZodEnum) return [...missing, ['not in the list', '别的'], ['not text', 7]]
  const max = kind.meta()?.['maxLength']
  const long: [string, unknown][] = typeof max === 'number' ? [['too long', '长'.repeat(max + 1)]] : [['not valid', '不对 的']]
  return [...missing, ['empty', ''], ...long, ['not text', 7]]
}

describe.each(subjects)('$name', ({ name, schema, samples, problems }) => {
  const patterns = pathsOf(schema)
  const [first = {}] = samples
  /** The sample that has a field, and where. */
  const placed = (pattern: string[]) => {
    const data = samples.find((sample) => at(sample, concrete(pattern, sample)) !== undefined) ?? first
    return { data, path: concrete(pattern, data) }
  }

  test('the complete example is sound and has every field', () => {
    expect(samples.flatMap(problems)).toEqual([])
    const unwritten = patterns.map(placed).filter(({ data, path }) => at(data, path) === undefined)
    expect(unwritten.map(({ path }) => path)).toEqual([])
  })

  test('every field says its Chinese title and what to write', () => {
    const silent = patterns.filter((pattern) => {
      const field = fieldAt(schema, placed(pattern).path)
      return !/\p{Script=Han}/u.test(field?.title ?? '') || !/^[写用从逐照如每分]/.test(field?.description ?? '')
    })
    expect(silent).toEqual([])
  })

  test('each list has items that are described', () => {
    const lists = patterns.filter((pattern) => itemOf(fieldAt(schema, placed(pattern).path)?.schema ?? schema))
    expect(lists.filter((pattern) => !fieldAt(schema, [...placed(pattern).path, 0])?.title)).toEqual([])
  })

  test('each constraint of each field has its one sentence', async () => {
    const lines = patterns.flatMap((pattern) => {
      const { data, path } = placed(pattern)
      return wrongValues(schema, path).flatMap(([wrong, value]) => {
        const spoiled =
          wrong === 'unknown key' ? withValue(data, path, { ...(at(data, path) as Data), zzzzzz: 1 }) : withValue(data, path, value)
        const found = problems(spoiled).filter((problem) => !problem.startsWith('content/') || isAbout(problem, name))
        expect(found, `${pattern.join('.')} ${wrong}`).not.toEqual([])
        for (const sentence of found) expect(sentence).toMatch(/^content\/\S+：[^\n]+。(是不是[^\n]+？)?请[^\n]+。$/)
        return [`# ${pattern.join('.')}: ${wrong}`, ...found]
      })
    })
    const unknown = problems({ ...first, zzzzzz: 1 })
    await expect([...lines, '# unknown key', ...unknown, ''].join('\n')).toMatchFileSnapshot(`./sentences/${name}.txt`)
  }, 60_000)
})

/** A broken file may leave others without what they refer to; those sentences are not about the constraint. */
const isAbout = (problem: string, name: string) => problem.startsWith(`content/${name}`)
