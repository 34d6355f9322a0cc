import fc from 'fast-check'

/** As much of JSON Schema as the OpenAPI document uses. */
export interface Schema {
  type?: string
  anyOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  additionalProperties?: Schema | boolean
  propertyNames?: Schema
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  minItems?: number
  maxItems?: number
  examples?: unknown[]
}

/** Texts that have broken programs elsewhere. */
const nastyTexts = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  '王\udfff',
  '\u202e王秀英\u202c',
  '👨‍👩‍👧‍👦🀄️',
  '１３９１２３４５６７８',
  'ﷺ'.repeat(20),
  'e\u0301'.repeat(12),
  '\ufeff王',
  '\r\nSet-Cookie: a=b',
  "' OR 1=1 --",
  '%_',
  '{{7*7}}#{7*7}',
  '__proto__',
  'constructor',
  '../../../etc/passwd',
  '%00',
  '%E0%A4%A',
  '<script>window.pwned=1</script>',
  'x'.repeat(4000),
  '龘'.repeat(3000),
  'null',
  'NaN',
  '-1',
  '1e400',
  '9007199254740993',
  '2026-02-30',
  '0000-00-00',
]

export const nastyText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...nastyTexts) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: fc.nat({ max: 0xffff }).map((code) => String.fromCharCode(code)), maxLength: 40 }) },
)

const nastyNumber = fc.constantFrom(0, -0, -1, 1, 1.5, 1e21, -1e308, 2 ** 31, 2 ** 53, 5e-324)

/** Whatever JSON can hold. */
const anything: fc.Arbitrary<unknown> = fc.oneof(
  nastyText,
  nastyNumber,
  fc.constantFrom(null, true, false, [], {}, [[[[[]]]]]),
  fc.array(nastyText, { maxLength: 30 }),
  fc.dictionary(nastyText, nastyText, { maxKeys: 5 }),
  fc.jsonValue({ maxDepth: 3 }),
)

const numberOf = ({ type, minimum = 0, maximum = 1e6 }: Schema) => {
  const edges = fc.constantFrom(minimum, maximum, minimum - 1, maximum + 1)
  return fc.oneof(edges, type === 'integer' ? fc.integer({ min: Math.trunc(minimum), max: Math.trunc(maximum) }) : nastyNumber)
}

const textOf = ({ pattern, examples, minLength = 0, maxLength = 60 }: Schema) => {
  const edges = [minLength, maxLength, maxLength + 1].map((length) => '王'.repeat(length))
  const said = [...edges, ...((examples ?? []) as string[])]
  return fc.oneof(fc.constantFrom(...said), pattern ? fc.stringMatching(new RegExp(pattern)) : nastyText)
}

const objectOf = (schema: Schema): fc.Arbitrary<unknown> => {
  if (!schema.properties) {
    const values = typeof schema.additionalProperties === 'object' ? valueFor(schema.additionalProperties) : anything
    return fc.dictionary(nastyText, values, { maxKeys: 6 })
  }
  const fields = Object.fromEntries(Object.entries(schema.properties).map(([name, one]) => [name, valueFor(one)]))
  return fc.record(fields)
}

/** Values at and just over the limits a schema sets, most of them of the right type. */
const valueFor = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(valueFor))
  if (schema.type === 'integer' || schema.type === 'number') return numberOf(schema)
  if (schema.type === 'string') return textOf(schema)
  if (schema.type === 'array') return fc.array(valueFor(schema.items ?? {}), { maxLength: Math.min((schema.maxItems ?? 5) + 1, 30) })
  return schema.type === 'object' ? objectOf(schema) : anything
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

/** One field made wrong: another type, missing, or one that nobody knows. */
const spoiled = (value: unknown) => {
  if (!isObject(value)) return anything
  const names = Object.keys(value)
  const changed = fc.tuple(fc.constantFrom(...names, '__proto__', 'unknown'), anything)
  return fc.oneof(
    changed.map(([name, junk]) => JSON.parse(JSON.stringify({ ...value, ...JSON.parse(`{${JSON.stringify(name)}:null}`), [name]: junk }))),
    fc.constantFrom(...names).map((gone) => Object.fromEntries(Object.entries(value).filter(([name]) => name !== gone))),
  )
}

export interface Body {
  text: string
  type: string
}

const json = 'application/json'

/** What is known to be good for a schema, without what it does not take. */
const goodFor = ({ properties = {} }: Schema, known: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(known).filter(([name]) => Object.hasOwn(properties, name)))

/** Bodies of a schema with some of its fields good, so that what else is wrong is reached; half of them then spoiled. */
const writtenFor = (schema: Schema, known: Record<string, unknown>) => {
  const good = goodFor(schema, known)
  const kept = fc.oneof(fc.constant(Object.keys(good)), fc.subarray(Object.keys(good)))
  const right = fc.tuple(valueFor(schema), kept).map(([value, names]) => {
    if (!isObject(value)) return value
    return { ...value, ...Object.fromEntries(names.map((name) => [name, good[name]])) }
  })
  const wrong = fc.oneof(right.chain(spoiled), fc.constant(good).chain(spoiled), anything)
  return fc.oneof(fc.constant(good), right, wrong, wrong).map((value) => JSON.stringify(value) ?? '')
}

/** Bodies made of what a route says it takes: right ones, spoiled ones and broken ones. `known` are fields that are good. */
export const bodyOf = (schema: Schema, known: Record<string, unknown>): fc.Arbitrary<Body> => {
  const written = fc.oneof(...(schema.anyOf ?? [schema]).map((one) => writtenFor(one, known)))
  const broken = fc.oneof(
    fc.tuple(written, fc.double({ min: 0, max: 1, noNaN: true })).map(([text, part]) => text.slice(0, Math.floor(text.length * part))),
    fc.constantFrom('', '\0', '{', '[1,]', '{"a":1e999}', '\ufeff{}', `${'['.repeat(7000)}`, '{"a":1,"a":2}', 'name=王', "{'a':1}"),
  )
  const types = fc.constantFrom('', 'text/plain', 'application/xml', 'multipart/form-data', 'APPLICATION/JSON; charset=gbk', 'json', ';;')
  return fc.oneof(
    { weight: 8, arbitrary: written.map((text) => ({ text, type: json })) },
    { weight: 2, arbitrary: broken.map((text) => ({ text, type: json })) },
    { weight: 1, arbitrary: fc.tuple(written, types).map(([text, type]) => ({ text, type })) },
  )
}

/** One part of an address, as a browser could send it. */
export const partOfAddress: fc.Arbitrary<string> = fc.oneof(
  nastyText.map((text) => encodeURIComponent(text.toWellFormed()) || '-'),
  fc.constantFrom('%00', '%ff', '%E0%A4%A', '..%2f..', '%252e%252e', '__proto__', 'constructor', 'toString', '%5c..', "'", '%2f', ';a=b'),
)
