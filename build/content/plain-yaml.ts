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
const words = /^\[([^[\]{}"'#&*!|>%@`:?]*)\]$/
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
  const [, inner] = words.exec(text) ?? []
  if (inner !== undefined) return inner.split(/ *, */).map((item) => scalar(item.replace(/^ +| +$/g, '')))
  if (quoted.test(text)) return text.slice(1, -1)
  if (text === '' || text.startsWith(' ') || special.test(text)) throw unsure
  if (!bare.test(text) || word.test(text) || dashed.test(text)) return text
  if (text === 'true' || text === 'false') return text === 'true'
  if (whole.test(text)) return Number(text)
  throw unsure
}
