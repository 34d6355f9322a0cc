import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { type BackupRow, dump, type Ending, formatName, type Heading, type Source } from './format.ts'

/** Thrown when a file is no backup, was cut short or altered. */
export class BrokenBackup extends Error {
  override name = 'BrokenBackup'
}

/** One line as it was read. */
type Line = { text: string } & (
  | { kind: 'heading'; heading: Heading }
  | { kind: 'table'; table: string; columns: string[] }
  | { kind: 'row'; row: BackupRow }
  | { kind: 'end'; end: Ending }
)

const lineOf = (text: string): Line => {
  const parsed: unknown = JSON.parse(text)
  if (Array.isArray(parsed)) return { text, kind: 'row', row: parsed as BackupRow }
  const line = parsed as Partial<Heading> & { table?: string; columns?: string[]; end?: Ending }
  if (line.end) return { text, kind: 'end', end: line.end }
  if (line.table && line.columns) return { text, kind: 'table', table: line.table, columns: line.columns }
  if (line.format !== formatName) throw new BrokenBackup('not a backup of this format')
  return { text, kind: 'heading', heading: line as Heading }
}

async function* linesOf(path: string): AsyncGenerator<Line> {
  const file = createReadStream(path)
  const packed = createGunzip()
  // An error of one stream is not handed on to the next by itself, and the lines would never end.
  file.on('error', (error) => packed.destroy(error))
  for await (const text of createInterface({ input: file.pipe(packed), crlfDelay: Number.POSITIVE_INFINITY })) yield lineOf(text)
}

const isMissing = (error: unknown) => ['ENOENT', 'EACCES', 'EISDIR'].includes((error as NodeJS.ErrnoException).code ?? '')

/** Reads a backup from end to end and compares its checksums. Throws `BrokenBackup`; a file that cannot be opened throws as it is. */
export const checkBackup = async (path: string): Promise<{ heading: Heading; tables: Ending['tables'] }> => {
  const whole = createHash('sha256')
  let heading: Heading | undefined
  let end: Ending | undefined
  try {
    for await (const line of linesOf(path)) {
      if (end) throw new BrokenBackup('something follows the last line')
      if (line.kind === 'end') end = line.end
      else whole.update(`${line.text}\n`)
      if (line.kind === 'heading') heading = line.heading
    }
  } catch (error) {
    if (error instanceof BrokenBackup || isMissing(error)) throw error
    throw new BrokenBackup('it cannot be read to its end', { cause: error })
  }
  if (!heading || !end) throw new BrokenBackup('it was cut short')
  if (end.sha256 !== whole.digest('hex')) throw new BrokenBackup('it was altered')
  return { heading, tables: end.tables }
}

const rowsAtOnce = 500

/** The rows of a backup that was checked, some at a time. */
export async function* rowsOfBackup(path: string): AsyncGenerator<{ table: string; columns: string[]; rows: BackupRow[] }> {
  let now: { table: string; columns: string[]; rows: BackupRow[] } | undefined
  for await (const line of linesOf(path)) {
    if (line.kind === 'row') now?.rows.push(line.row)
    const full = line.kind !== 'row' || (now?.rows.length ?? 0) >= rowsAtOnce
    if (full && now && now.rows.length > 0) {
      yield now
      now = { ...now, rows: [] }
    }
    if (line.kind === 'table') now = { table: line.table, columns: line.columns, rows: [] }
  }
}

/**
 * Writes a backup under a name nobody takes for one, waits for the disk, reads it back, and only then gives it its name: what was
 * there before stays whatever goes wrong.
 */
export const writeBackup = async (source: Source, heading: Heading, path: string): Promise<Ending['tables']> => {
  const part = `${path}.part`
  try {
    await pipeline(Readable.from(dump(source, heading)), createGzip(), createWriteStream(part, { mode: 0o600, flush: true }))
    const { tables } = await checkBackup(part)
    await rename(part, path)
    return tables
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}
