interface Line {
  indent: number
  text: string
}

type Fields = Record<string, unknown>

/** Thrown and caught here alone: what stands there is not of the plain kind, or not right. */
const unsure = new Error('not plain')

/** Signs a plain text may not begin with, and what would end it or give it another meaning. */
const special = /^[-?:,[\]{}#&*!|>'"%@`]|: | #|:$/
/** What YAML could take for something else than text has nothing but these signs. */
const bare = /^[\w.+~-]+$/
const word = /^(?!(?:null|true|false)$)[a-z][\w-]*$/i
/** A day or a telephone number. */
const dashed = /^\d+(?:-\d+)+$/
const whole = /^(?:0|[1-9]\d{0,14})$/
const quoted = /^"[^"\\]*"$|^'[^']*'$/
/** What may stand between the brackets, braces and commas of a list or map on one line. */
const flowText = /"[^"\\]*"|'[^']*'|[^[\]{},"'#&*!|>%@`?]+/y
const flowField = /((?!(?:null|true|false):)[a-z]\w*): +/iy
/** Only spaces are cut off: a Chinese space is a sign like others. */
const spaced = /^( *)(.*?) *$/
const field = /^((?!(?:null|true|false):)[a-z]\w*):(?: +(.*))?$/i
const unprintable = /[^\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd]/

/**
 * Reads the plain kind of YAML nearly every file is written in: fields, lists and text, each on a line of its own. Null for
 * anything else, also for what is wrong: then `yaml` reads it, or says what is wrong, at thirty times the cost.
 */
export const readPlainYaml = (text: string): Fields | null => {
  if (unprintable.test(text)) return null
  const lines = text.split('\n').flatMap((line): Line[] => {
    const [, spaces = '', trimmed = ''] = spaced.exec(line) ?? []
    return trimmed === '' || trimmed.startsWith('#') ? [] : [{ indent: spaces.length, text: trimmed }]
  })
  try {
    const reader = { lines, at: 0 }
    const fields = readMap(reader, 0)
    return reader.at === lines.length ? fields : null
  } catch (error) {
    if (error === unsure) return null
    throw error
  }
}

interface Reader {
  lines: Line[]
  at: number
}

const readMap = (reader: Reader, indent: number): Fields => {
  const fields: Fields = {}
  for (let line = reader.lines[reader.at]; line && line.indent === indent; line = reader.lines[reader.at]) {
    const [, key, value] = field.exec(line.text) ?? []
    if (key === undefined || Object.hasOwn(fields, key)) throw unsure
    reader.at++
    fields[key] = value === undefined ? readBelow(reader, indent) : scalar(value)
  }
  refuseDeeper(reader, indent)
  if (Object.keys(fields).length === 0) throw unsure
  return fields
}

/** What stands below a field without a value: a list may stand at the field's own indent. */
const readBelow = (reader: Reader, indent: number) => {
  const line = reader.lines[reader.at]
  const isItem = line?.text.startsWith('- ')
  if (!line || line.indent < indent || (line.indent === indent && !isItem)) return null
  return isItem ? readList(reader, line.indent) : readMap(reader, line.indent)
}

const readList = (reader: Reader, indent: number) => {
  const items: unknown[] = []
  for (let line = reader.lines[reader.at]; line && line.indent === indent && line.text.startsWith('- '); line = reader.lines[reader.at]) {
    const item = line.text.slice(2)
    if (field.test(item)) {
      reader.lines[reader.at] = { indent: indent + 2, text: item }
      items.push(readMap(reader, indent + 2))
    } else {
      reader.at++
      items.push(scalar(item))
    }
  }
  refuseDeeper(reader, indent)
  return items
}

/** A deeper line goes on with the text above it, or is indented wrongly. */
const refuseDeeper = ({ lines, at }: Reader, indent: number) => {
  const line = lines[at]
  if (line && line.indent > indent) throw unsure
}

const scalar = (text: string): unknown => {
  if (text.startsWith('[') || text.startsWith('{')) return readFlow(text)
  if (quoted.test(text)) return text.slice(1, -1)
  if (text === '' || text.startsWith(' ') || special.test(text)) throw unsure
  if (!bare.test(text) || word.test(text) || dashed.test(text)) return text
  if (text === 'true' || text === 'false') return text === 'true'
  if (whole.test(text)) return Number(text)
  throw unsure
}

/** A list or map on one line, in which there may be others. */
const readFlow = (text: string) => {
  const cursor = { text, at: 0 }
  const value = flowValue(cursor)
  if (cursor.at !== text.length) throw unsure
  return value
}

interface Cursor {
  text: string
  at: number
}

const flowValue = (cursor: Cursor): unknown => {
  const sign = cursor.text[cursor.at]
  if (sign === '[') return flowList(cursor)
  if (sign === '{') return flowMap(cursor)
  return scalar(take(cursor, flowText)[0].replace(/ +$/, ''))
}

const flowList = (cursor: Cursor) => {
  const items: unknown[] = []
  do {
    step(cursor)
    items.push(flowValue(cursor))
    skipSpaces(cursor)
  } while (cursor.text[cursor.at] === ',')
  close(cursor, ']')
  return items
}

const flowMap = (cursor: Cursor) => {
  const fields: Fields = {}
  do {
    step(cursor)
    const [, key = ''] = take(cursor, flowField)
    if (Object.hasOwn(fields, key)) throw unsure
    fields[key] = flowValue(cursor)
    skipSpaces(cursor)
  } while (cursor.text[cursor.at] === ',')
  close(cursor, '}')
  return fields
}

const take = (cursor: Cursor, pattern: RegExp) => {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)
  if (!found) throw unsure
  cursor.at = pattern.lastIndex
  return found
}

const skipSpaces = (cursor: Cursor) => {
  while (cursor.text[cursor.at] === ' ') cursor.at++
}

/** Over the bracket, brace or comma and what separates it from the next value. */
const step = (cursor: Cursor) => {
  cursor.at++
  skipSpaces(cursor)
}

const close = (cursor: Cursor, sign: ']' | '}') => {
  if (cursor.text[cursor.at] !== sign) throw unsure
  cursor.at++
}
