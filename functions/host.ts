import type { Database } from '../src/kernel/database.ts'
import type { SmsSender } from '../src/kernel/sms.ts'
import type { Vault } from '../src/kernel/vault.ts'
import type { Metrics } from './metrics.ts'

/** Backups a host makes by itself. */
export interface Backups {
  /** Makes that of this day (YYYY-MM-DD) unless it is there or none are wanted, and lets old ones go; returns how many were made. */
  daily(day: string): Promise<number>
  /** When the newest was made, epoch milliseconds; null where there is none. */
  latest(): number | null
}

/** What a host gives the site. Node and the edge each make one (functions/adapters/). */
export interface Host {
  /** Opens what must be open before the first request; safe to call again. Rejects with a sentence when it cannot. */
  ready(): Promise<void>
  /** The database of this request: one client for all on Node, one a request at the edge. */
  database(): Database
  vault(): Promise<Vault>
  /** Who sends text messages; null where nobody does. */
  sms(): SmsSender | null
  /** Epoch milliseconds; stands still at MULIN_NOW when that is set. */
  now(): number
  /** The text of a file the site serves, by its path from `/`; null when there is none. `url` is any address of this site. */
  servedFile(path: string, url: string): Promise<string | null>
  /** Lets work go on after the answer of its request has been sent. */
  afterwards(work: Promise<void>): void
  /** Null where the database is another's, whoever runs it backs it up. */
  backups: Backups | null
  metrics: Metrics
  /** What a monitor must show to read the metrics; null or empty where nobody may. */
  metricsToken(): string | null
  /** One line of structured log. Never a name, a phone number, a code or an address. */
  log(entry: Record<string, unknown>): void
}
