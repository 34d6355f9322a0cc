import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * How a command asks the running site for a backup, because only the site may read its file: the command leaves a wish in the
 * data folder, the site takes it away, and leaves its answer there. Nobody but who may write into that folder can wish.
 */
const wanted = (folder: string) => join(folder, 'backup-wanted')
const taken = (folder: string) => join(folder, 'backup-taken')
const answered = (folder: string) => join(folder, 'backup-answered')

/** `code` is what the system calls the failure, such as ENOSPC. */
export type WishAnswer = { path: string } | { error: string; code: string }

const write = (path: string, answer: WishAnswer) => {
  writeFileSync(`${path}-part`, JSON.stringify(answer), { mode: 0o600 })
  renameSync(`${path}-part`, path)
}

/** Makes the backup that is wished for, if one is. `make` gives its path. */
export const answerWish = async (folder: string, make: () => Promise<string>) => {
  if (!existsSync(wanted(folder))) return
  rmSync(answered(folder), { force: true })
  renameSync(wanted(folder), taken(folder))
  try {
    write(answered(folder), { path: await make() })
  } catch (error) {
    const { name, code = '' } = error as Error & { code?: string }
    write(answered(folder), { error: name, code })
  } finally {
    rmSync(taken(folder), { force: true })
  }
}

const pause = (ms: number) => new Promise<void>((done) => setTimeout(done, ms))

const until = async (holds: () => boolean, within_ms: number) => {
  for (const end = Date.now() + within_ms; Date.now() < end; await pause(100)) if (holds()) return true
  return false
}

/** Wishes for a backup and waits for the answer; null where no site takes the wish or it does not get done. */
export const wishForBackup = async (folder: string, { taken_ms = 15_000, done_ms = 600_000 } = {}): Promise<WishAnswer | null> => {
  rmSync(answered(folder), { force: true })
  writeFileSync(wanted(folder), '')
  if (!(await until(() => !existsSync(wanted(folder)), taken_ms))) {
    rmSync(wanted(folder), { force: true })
    return null
  }
  if (!(await until(() => existsSync(answered(folder)), done_ms))) return null
  const answer = JSON.parse(readFileSync(answered(folder), 'utf8')) as WishAnswer
  rmSync(answered(folder), { force: true })
  return answer
}
