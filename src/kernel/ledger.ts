/**
 * The books: who holds how much of what. Double entry in single rows, after TigerBeetle's documents on transfers
 * (https://docs.tigerbeetle.com/reference/transfer/), two-phase transfers (https://docs.tigerbeetle.com/coding/two-phase-transfers/),
 * linked events (https://docs.tigerbeetle.com/coding/linked-events/) and correcting transfers
 * (https://docs.tigerbeetle.com/coding/recipes/correcting-transfers/). Amounts are whole numbers of the account's unit. Where we
 * are simpler or stricter than the model is written in docs/decisions/0015-one-ledger-several-units.md.
 */

/** The most one transfer may move, so that totals stay exact for as long as anyone will count. */
export const largestAmount = 1_000_000_000

/** `points`, `minutes`, or the stock of one reward. Units never mix: a transfer has one. */
export type Unit = 'points' | 'minutes' | `item:${string}`

/**
 * An account is named by what it is. A guarded one is never overdrawn: what it has given and what it has reserved never exceed
 * what it has been given (TigerBeetle's `debits_must_not_exceed_credits`). An open-ended one is where a unit comes from or goes to.
 */
export interface Account {
  id: string
  unit: Unit
  kind: string
  owner: string
  guarded: boolean
}

const accountOf = (unit: Unit, kind: string, owner: string, guarded: boolean): Account => {
  if (kind.includes('/') || kind === '' || owner === '' || unit.includes('/'))
    throw new RangeError('an account needs a unit, a kind and an owner')
  return { id: `${unit}/${kind}/${owner}`, unit, kind, owner, guarded }
}

export const guardedAccount = (unit: Unit, kind: string, owner: string) => accountOf(unit, kind, owner, true)
export const openEndedAccount = (unit: Unit, kind: string, owner: string) => accountOf(unit, kind, owner, false)

/** Running totals of an account, each 0 or more, in its unit. */
export interface Totals {
  debits_pending: number
  debits_posted: number
  credits_pending: number
  credits_posted: number
}

/** What can be given or reserved now. What is on its way in does not count until it is posted. */
export const availableOf = ({ credits_posted, debits_posted, debits_pending }: Totals) => credits_posted - debits_posted - debits_pending

/**
 * What a row is called. `id` is chosen by the caller and makes a command safe to repeat; `kind` is a word of the feature's list;
 * `rule` is the version of the rate or reward that decided the amount; `detail` is free of personal data.
 */
export interface Label<Kind extends string = string> {
  id: string
  kind: Kind
  rule?: string
  detail?: string
}

/** From `debit` to `credit`: `amount` is a whole number, 1 to `largestAmount`. */
export interface Leg {
  debit: Account
  credit: Account
  amount: number
}

/** One row to be written. Made by the five functions below. */
export type Movement = Label &
  (
    | (Leg & { phase: 'single' })
    | (Leg & { phase: 'pending'; deadline: number })
    | { phase: 'post' | 'void'; pending: string }
    | { phase: 'reversal'; reverses: string }
  )

const checked = <Some extends Leg & Label>(leg: Some): Some => {
  if (!Number.isInteger(leg.amount) || leg.amount < 1 || leg.amount > largestAmount) throw new RangeError(`no amount: ${leg.amount}`)
  if (leg.debit.unit !== leg.credit.unit) throw new RangeError(`${leg.debit.unit} does not become ${leg.credit.unit}`)
  if (leg.debit.id === leg.credit.id) throw new RangeError('a transfer is between two accounts')
  return leg
}

/** Moves an amount at once. Throws a RangeError for an amount that is none or for two units: what people type is checked before. */
export const transfer = (leg: Label & Leg): Movement => ({ ...checked(leg), phase: 'single' })

/**
 * Reserves an amount until `deadline` (epoch ms): the payer cannot spend it, the payee does not have it. From the deadline on it
 * can only be voided. Throws as `transfer`.
 */
export const reserve = (leg: Label & Leg & { deadline: number }): Movement => ({ ...checked(leg), phase: 'pending' })

/** Ends a pending transfer by moving all of it. There is no posting in part: void it and transfer what is due. */
export const postPending = (label: Label & { pending: string }): Movement => ({ ...label, phase: 'post' })

/** Ends a pending transfer by giving all of it back. */
export const voidPending = (label: Label & { pending: string }): Movement => ({ ...label, phase: 'void' })

/**
 * Undoes a single or posted transfer, once, by a new one the other way. It is refused when the payee has spent the amount. A
 * reversal made by mistake can itself be reversed.
 */
export const reverse = (label: Label & { reverses: string }): Movement => ({ ...label, phase: 'reversal' })

/**
 * Movements that all happen or none does, in this order. `digest` fingerprints the body of the request: the same ids with another digest
 * are a conflict. `actor` says who acts. `now` is epoch milliseconds. What an earlier movement of the chain gives, a later one cannot spend.
 */
export interface Chain {
  movements: [Movement, ...Movement[]]
  digest: string
  actor: string
  now: number
}

export type StoredPhase = 'single' | 'pending' | 'post' | 'void'

/** A row of the books. `ended_by` and `reversed_by` are the ids of the later rows that did so; `ended` says how. */
export interface StoredTransfer {
  number: number
  id: string
  unit: Unit
  debit_account: string
  credit_account: string
  amount: number
  kind: string
  phase: StoredPhase
  pending_id: string | null
  reverses: string | null
  deadline: number | null
  rule: string
  at: number
  actor: string
  digest: string
  detail: string
  ended: 'post' | 'void' | null
  ended_by: string | null
  reversed_by: string | null
}
