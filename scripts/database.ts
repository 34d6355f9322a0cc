import { randomBytes, randomUUID } from 'node:crypto'
import { createClient } from '@libsql/client'
import { closeHost, host, openHost } from '../functions/adapters/node-host.ts'
import { secretIn } from '../functions/adapters/node-secret.ts'
import { createDatabase, patienceWithServer } from '../functions/db/client.ts'
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

const random = (bytes: number) => new Uint8Array(randomBytes(bytes))

/**
 * What a command needs that acts as the site does, on the site's own file before the site opens it, or on the remote database; `noSecret`
 * says what to do where the secret of the remote one is missing. Throws `CannotStart` while the file is in use.
 */
export const openSite = async (noSecret: string) => {
  const given = { now: host.now(), newId: randomUUID, random }
  if (!remoteUrl) {
    await openHost()
    return { ...given, database: host.database(), vault: await host.vault(), close: closeHost }
  }
  const secret = process.env['MULIN_SECRET'] || stop(noSecret)
  const client = openRemote(remoteUrl)
  return {
    ...given,
    database: createDatabase(() => client, patienceWithServer),
    vault: await openVault(secret),
    close: () => client.close(),
  }
}

/** The key id of the secret this site has; `missing` says what to do where there is none. Makes none. */
export const keyIdHere = async (missing: string) => {
  const secret = process.env['MULIN_SECRET'] || (remoteUrl ? null : secretIn(dataFolder)) || stop(missing)
  return keyIdOf(await openVault(secret))
}
