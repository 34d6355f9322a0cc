import type { Catalogue } from '../catalogue.ts'
import type { Actor } from './actor.ts'
import { dayOf } from './calendar.ts'
import type { Database } from './database.ts'
import type { SmsSender } from './sms.ts'
import type { Vault } from './vault.ts'

/** What one request is served with. Handed down, never global, so that a test can hand in its own. */
export interface RequestContext {
  catalogue: Catalogue
  database: Database
  vault: Vault
  /** Null where no text messages are sent. */
  sms: SmsSender | null
  /** Who asks. A guest on routes that do not want to know (functions/access.ts). */
  actor: Actor
  /** The moment of the request, epoch milliseconds. */
  now: number
  newId(): string
  random(bytes: number): Uint8Array
  /** The text of a file the site serves, by its path from `/`; null when there is none. */
  servedFile(path: string): Promise<string | null>
  /** A fingerprint of where the request came from, for limits; never an address. */
  client(): Promise<string>
  /** Goes on after the answer has been sent, on both hosts; a failure is logged by its name. */
  afterwards(task: () => Promise<void>): void
}

/** The day of the request in the site's time zone. */
export const todayOf = ({ catalogue, now }: Pick<RequestContext, 'catalogue' | 'now'>) => dayOf(now, catalogue.site.time_zone)
