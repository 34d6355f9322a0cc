import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const fileIn = (folder: string) => join(folder, 'secret')
const keptMark = (folder: string) => join(folder, 'secret-kept')

/** The secret that lies beside the database in this folder; null where there is none. */
export const secretIn = (folder: string) => (existsSync(fileIn(folder)) ? readFileSync(fileIn(folder), 'utf8').trim() : null)

/** The secret from the environment, or one made at the first start and kept beside the database, readable by its owner only. */
export const readSecret = (folder: string) => {
  const given = process.env['MULIN_SECRET'] || secretIn(folder)
  if (given) return given
  const made = randomBytes(32).toString('base64url')
  writeFileSync(fileIn(folder), `${made}\n`, { mode: 0o600, flag: 'wx' })
  return made
}

/** Notes that somebody has a copy of the secret with this key id elsewhere. */
export const secretIsKept = (folder: string, keyId: string) => writeFileSync(keptMark(folder), keyId)

/** What to say at the start about a secret that lies beside the database only, and is lost with it; null where it does not. */
export const secretReminder = (folder: string, keyId: string) => {
  const kept = existsSync(keptMark(folder)) && readFileSync(keptMark(folder), 'utf8').trim() === keyId
  if (process.env['MULIN_SECRET'] || kept) return null
  return `请把 ${fileIn(folder)} 里的密钥抄一份，放在别处：没有它，备份里的姓名和电话谁也读不出来。抄好后运行 npm run backup -- --secret-kept，就不再提醒。`
}
