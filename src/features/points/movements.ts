import type { StoredTransfer } from '../../kernel/ledger.ts'

/** Rows of one account, undone ones set aside: what came in, what went out, and what is reserved. In the order of the books. */
export interface Effective {
  credits: StoredTransfer[]
  debits: StoredTransfer[]
  reserved: StoredTransfer[]
}

/**
 * What the rows of an account come to. A row that was reversed and its reversal both fall out, unless the reversal was itself reversed;
 * a pending row counts until it has ended, then its post does. `rows` are all rows of the account, in any order.
 */
export const effectiveOf = (rows: StoredTransfer[], account: string): Effective => {
  const byId = new Map<string | null, StoredTransfer>(rows.map((row) => [row.id, row]))
  const isUndone = ({ reversed_by }: StoredTransfer): boolean => {
    const reversal = byId.get(reversed_by)
    return reversal !== undefined && !isUndone(reversal)
  }
  const standing = rows.filter((row) => row.reverses === null && !isUndone(row)).sort((one, other) => one.number - other.number)
  const moved = standing.filter(({ phase }) => phase === 'single' || phase === 'post')
  return {
    credits: moved.filter(({ credit_account }) => credit_account === account),
    debits: moved.filter(({ debit_account }) => debit_account === account),
    reserved: standing.filter(({ phase, ended, debit_account }) => phase === 'pending' && ended === null && debit_account === account),
  }
}

export const sumOf = (rows: { amount: number }[]) => rows.reduce((sum, { amount }) => sum + amount, 0)
