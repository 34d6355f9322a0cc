import type { SqlValue, Statement } from './database.ts'
import type { Account, Movement } from './ledger.ts'

/** Opens an account unless it is there. Opened in the batch that first moves it, so that nobody has to think of it before. */
export const openingAccount = (account: Account, now: number): Statement => ({
  sql: `INSERT INTO ledger_accounts (id, unit, kind, owner, guarded, opened_at)
    SELECT :id, :unit, :kind, :owner, :guarded, :now WHERE NOT EXISTS (SELECT 1 FROM ledger_accounts WHERE id = :id)`,
  args: { id: account.id, unit: account.unit, kind: account.kind, owner: account.owner, guarded: account.guarded ? 1 : 0, now },
})

/** Parameters of the movement at a place of the chain carry its letters in front: `a_`, `b_`, … */
export const prefixOf = (place: number) => `${String.fromCharCode(97 + place)}_`

/** The id of the row a movement ends or reverses. */
export const aboutOf = (movement: Movement): string | null =>
  movement.phase === 'reversal' ? movement.reverses : 'pending' in movement ? movement.pending : null

export const argsOf = (movement: Movement, place: number): Record<string, SqlValue> => {
  const named: Record<string, SqlValue> = {
    id: movement.id,
    kind: movement.kind,
    rule: movement.rule ?? '',
    detail: movement.detail ?? '',
    about: aboutOf(movement),
    deadline: movement.phase === 'pending' ? movement.deadline : null,
    ...('debit' in movement && {
      unit: movement.debit.unit,
      debit: movement.debit.id,
      credit: movement.credit.id,
      amount: movement.amount,
    }),
  }
  return Object.fromEntries(Object.entries(named).map(([name, value]) => [`${prefixOf(place)}${name}`, value]))
}

/** A table of one row, what the movement moves; of none when what it ends or reverses is not there to be ended or reversed. */
const sourceOf = (movement: Movement, place: number) => {
  const own = `:${prefixOf(place)}`
  const about = `FROM ledger_transfers AS about WHERE id = ${own}about`
  const open = `${about} AND phase = 'pending' AND NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE pending_id = about.id)`
  switch (movement.phase) {
    case 'single':
    case 'pending':
      return `SELECT ${own}unit AS unit, ${own}debit AS debit_account, ${own}credit AS credit_account, ${own}amount AS amount`
    case 'post':
      return `SELECT unit, debit_account, credit_account, amount ${open} AND deadline > :now`
    case 'void':
      return `SELECT unit, debit_account, credit_account, amount ${open}`
    case 'reversal':
      return `SELECT unit, credit_account AS debit_account, debit_account AS credit_account, amount ${about}
        AND phase IN ('single', 'post') AND NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE reverses = about.id)`
  }
}

/** True when every guarded account the chain takes from has as much as all its movements together take. */
const everybodyCanPay = (movements: Movement[]) => {
  const taking = movements.flatMap((movement, place) =>
    movement.phase === 'post' || movement.phase === 'void' ? [] : [`SELECT debit_account, amount FROM (${sourceOf(movement, place)})`],
  )
  if (taking.length === 0) return 'true'
  return `NOT EXISTS (SELECT 1 FROM (SELECT debit_account, SUM(amount) AS amount FROM (${taking.join(' UNION ALL ')}) GROUP BY debit_account) AS needed
      LEFT JOIN ledger_accounts ON ledger_accounts.id = needed.debit_account
      WHERE ledger_accounts.id IS NULL OR (guarded = 1 AND credits_posted - debits_posted - debits_pending < needed.amount))`
}

/** True when the whole chain can be written and nothing of it has been. */
export const chainIsPossible = (movements: Movement[]) =>
  [
    ...movements.map((_, place) => `NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE id = :${prefixOf(place)}id)`),
    ...movements.flatMap((movement, place) => (aboutOf(movement) === null ? [] : [`EXISTS (${sourceOf(movement, place)})`])),
    everybodyCanPay(movements),
  ].join('\n      AND ')

const phaseOf = ({ phase }: Movement) => (phase === 'reversal' ? 'single' : phase)

/** Writes the row of a movement if `condition` holds. */
export const insertMovement = (movement: Movement, place: number, condition: string) => {
  const own = `:${prefixOf(place)}`
  const ends = movement.phase === 'post' || movement.phase === 'void'
  return `INSERT INTO ledger_transfers (id, unit, debit_account, credit_account, amount, kind, phase, pending_id, reverses, deadline, rule, at, actor,
      digest, detail)
    SELECT ${own}id, unit, debit_account, credit_account, amount, ${own}kind, '${phaseOf(movement)}', ${ends ? `${own}about` : 'NULL'},
      ${movement.phase === 'reversal' ? `${own}about` : 'NULL'}, ${own}deadline, ${own}rule, :now, :actor, :digest, ${own}detail
    FROM (${sourceOf(movement, place)}) WHERE ${condition}`
}
