import { createClient } from '@libsql/client'
import { secretIn } from '../functions/adapters/node-secret.ts'
import { keyIdOf, openVault } from '../functions/vault.ts'

/** Where the site's data lies, and the database it is on when that is not a file there. */
export const dataFolder = process.env['MULIN_DATA_DIR'] ?? './data'
export const remoteUrl = process.env['MULIN_DATABASE_URL']

/** `2026年11月25日 GMT+8 08:14:32`, by the clock of this machine: what stands in content may be what is broken. */
export const momentHere = (moment: number) => new Date(moment).toLocaleString('zh-CN', { dateStyle: 'long', timeStyle: 'long' })

/** Ends the command with a sentence. */
export const stop = (sentence: string): never => {
  console.error(sentence)
  process.exit(1)
}

/** The remote database of MULIN_DATABASE_URL. */
export const openRemote = (url: string) => {
  const authToken = process.env['MULIN_DATABASE_TOKEN']
  return createClient({ url, ...(authToken && { authToken }) })
}

/** The key id of the secret this site has; `missing` says what to do where there is none. Makes none. */
export const keyIdHere = async (missing: string) => {
  const secret = process.env['MULIN_SECRET'] || (remoteUrl ? null : secretIn(dataFolder)) || stop(missing)
  return keyIdOf(await openVault(secret))
}
