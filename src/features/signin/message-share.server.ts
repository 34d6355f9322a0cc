import { attemptsSoFar } from '../../kernel/attempts.server.ts'
import { type AttemptLimit, windowStart } from '../../kernel/attempts.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import type { Vault } from '../../kernel/vault.ts'
import { messagesByDevice, messagesInAll, messagesToNumber, messagesToNumberInADay } from './limits.ts'

/** What a number is counted by. */
export const numberFingerprint = (vault: Vault, phone: string) => vault.fingerprint('signin message number', phone)

type Share = [AttemptLimit, string]

/** One message against all its limits, in the batch that sends it. `sql` is the condition that everybody has some left. */
export interface MessageShare extends Statement {
  /** Columns for `usedUp`, asked before `count` runs. */
  told: string
  /** Counts the message if it may be sent. */
  count: Statement
  /** The first limit of which nothing is left; undefined when the message is sent. */
  usedUp(told: Row | undefined): AttemptLimit | undefined
}

const counting = (counted: Share[], allowed: Statement, now: number): Statement => ({
  sql: `INSERT INTO attempts (kind, who, window_start, tries)
    SELECT value ->> 'kind', value ->> 'who', value ->> 'window', 1 FROM json_each(:counted) WHERE ${allowed.sql}
    ON CONFLICT (kind, who, window_start) DO UPDATE SET tries = tries + 1`,
  args: {
    ...allowed.args,
    counted: JSON.stringify(counted.map(([limit, who]) => ({ kind: limit.kind, who, window: windowStart(limit, now) }))),
  },
})

/** The share of messages a number (by its fingerprint), whoever asks and the whole site have; `more` limits stop one too, uncounted. */
export const messageShare = async (context: RequestContext, number: string, more: Share[] = []): Promise<MessageShare> => {
  const { now } = context
  const counted: Share[] = [
    [messagesToNumber, number],
    [messagesByDevice, await context.client()],
    [messagesInAll, 'all'],
  ]
  const limits: Share[] = [[messagesToNumberInADay, number], ...counted, ...more]
  const letters = 'abcdefgh'
  const soFar = limits.map(([limit, who], place) => attemptsSoFar(limit, who, now, `limit_${letters.charAt(place)}`))
  const over = limits.map(([limit], place) => `${soFar[place]?.sql} >= ${limit.tries}`)
  const allowed = { sql: `NOT (${over.join(' OR ')})`, args: Object.assign({}, ...soFar.map(({ args }) => args)) }
  return {
    ...allowed,
    told: over.map((one, place) => `${one} AS over_${letters.charAt(place)}`).join(', '),
    count: counting(counted, allowed, now),
    usedUp: (told) => limits.find((_, place) => told?.[`over_${letters.charAt(place)}`] === 1)?.[0],
  }
}
