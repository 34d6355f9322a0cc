import type { Rate } from '../../../src/features/points/rate.ts'
import type { StoredTransfer } from '../../../src/kernel/ledger.ts'

export const timeZone = 'Asia/Shanghai'
export const home = 'points/household/h1'
const issuer = 'points/issuer/community'

/** Rows of the books as they would be stored; each is numbered after the one before, and ends or undoes the earlier row it names. */
export const bookOf = (...drafts: (Partial<StoredTransfer> & { id: string; on: string })[]): StoredTransfer[] => {
  const rows: StoredTransfer[] = drafts.map(({ on, ...changes }, place) => ({
    number: place + 1,
    unit: 'points',
    debit_account: issuer,
    credit_account: home,
    amount: 10,
    kind: 'earn',
    phase: 'single',
    pending_id: null,
    reverses: null,
    deadline: null,
    rule: '',
    at: Date.parse(`${on}T09:00:00+08:00`),
    actor: 'job',
    digest: '',
    detail: '',
    ended: null,
    ended_by: null,
    reversed_by: null,
    ...changes,
  }))
  for (const row of rows) {
    const ended = rows.find(({ id }) => id === row.pending_id)
    if (ended && (row.phase === 'post' || row.phase === 'void')) Object.assign(ended, { ended: row.phase, ended_by: row.id })
    const undone = rows.find(({ id }) => id === row.reverses)
    if (undone) undone.reversed_by = row.id
  }
  return rows
}

/** Out of the household. */
export const out = { debit_account: home, credit_account: 'points/redeemed/rice', kind: 'redeem' }

export const paper: Rate = {
  version: 'paper@2026-11',
  material: '废纸',
  per: 'kg',
  points: 10,
  from: '2026-11-01',
  until: null,
  stations: null,
  household_day_cap_points: null,
}
