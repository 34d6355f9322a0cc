import { randomBytes, randomUUID } from 'node:crypto'
import type { Client } from '@libsql/client'
import { writtenSite } from '../../build/sample.ts'
import { createDatabase } from '../../functions/db/client.ts'
import { type SampleSlips, seedSample } from '../../functions/db/sample.ts'
import { openVault } from '../../functions/vault.ts'
import { siteSchema } from '../../src/content-schemas/site.ts'
import { testMoment } from './clock.ts'
import { secret } from './host-parts.ts'

/**
 * The people of the sample community for a host under test: hand `prepare` to `useSite`; `slips()` are codes of a resident,
 * who is a guardian, and of the steward.
 */
export const samplePeople = (moment = testMoment) => {
  let slips: SampleSlips | null = null
  return {
    prepare: async (client: Client) => {
      slips = await seedSample({
        site: siteSchema.parse(writtenSite()),
        database: createDatabase(() => client, { tries: 1, first_wait_ms: 1, for_ms: 6000 }),
        vault: await openVault(secret),
        now: Date.parse(moment),
        newId: randomUUID,
        random: (bytes) => new Uint8Array(randomBytes(bytes)),
      })
    },
    slips: (): SampleSlips => {
      if (!slips) throw new Error('nobody lives there yet')
      return slips
    },
  }
}

/** What a browser holds after signing in with a slip. */
export const residentCookies = async (url: string, code: string) => {
  const answer = await fetch(`${url}/signin/`, {
    method: 'POST',
    body: new URLSearchParams({ code }),
    headers: { cookie: 'cookies=kept' },
    redirect: 'manual',
  })
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ')
}
