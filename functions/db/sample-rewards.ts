import type { Site } from '../../src/content-schemas/site.ts'
import {
  expiredPoints,
  householdPoints,
  issuer,
  receivedBy,
  redeemedPoints,
  stockAt,
  supplier,
} from '../../src/features/points/accounts.ts'
import { type SampleAct, sampleActs, sampleStock } from '../../src/features/rewards/sample.ts'
import { dayOf, momentOf } from '../../src/kernel/calendar.ts'
import type { Statement } from '../../src/kernel/database.ts'
import type { Account } from '../../src/kernel/ledger.ts'

/** A row of the books as the sample writes it: many at once, the triggers of the books see to each. */
interface SampleRow {
  id: string
  debit: Account
  credit: Account
  amount: number
  kind: string
  phase: 'single' | 'pending' | 'post' | 'void'
  pending: string | null
  deadline: number | null
  rule: string
  at: number
  detail: string
}

const plain = { phase: 'single', pending: null, deadline: null, rule: '', detail: '' } as const

const hour = 3_600_000

/** A redemption: points and piece reserved, then handed out or cancelled an hour later. */
const redemptionRows = (id: string, at: number, home: string, act: SampleAct & { act: 'redeem' }): SampleRow[] => {
  const legs = [
    { id, kind: 'redeem', debit: householdPoints(home), credit: redeemedPoints(act.reward), amount: act.points },
    { id: `${id}/item`, kind: 'hand_out', debit: stockAt(act.reward, act.site), credit: receivedBy(act.reward, home), amount: 1 },
  ]
  const rule = `${act.reward}@sample`
  const end = act.cancelled ? ({ phase: 'void', kind: 'cancel' } as const) : ({ phase: 'post' } as const)
  return [
    ...legs.map((leg) => ({ ...plain, ...leg, phase: 'pending' as const, rule, at, deadline: at + 7 * 24 * hour })),
    ...legs.map((leg) => ({ ...plain, ...leg, ...end, id: leg.id.replace(id, `${id}-end`), pending: leg.id, at: at + hour })),
  ]
}

const rowsOf = (acts: SampleAct[], homes: string[], { time_zone }: Site): SampleRow[] =>
  acts.flatMap((act, place) => {
    const home = homes[act.household] ?? ''
    const id = `sample-${String(place).padStart(10, '0')}`
    const at = momentOf(`${act.day} ${act.act === 'earn' ? '09' : '17'}:30`, time_zone)
    if (act.act === 'redeem') return redemptionRows(id, at, home, act)
    const { points, rule, detail } = act
    return [{ ...plain, id, kind: 'earn', debit: issuer, credit: householdPoints(home), amount: points, rule, detail, at }]
  })

const stockRows = (at: number): SampleRow[] =>
  sampleStock.map(({ reward, site, pieces }, place) => ({
    ...plain,
    id: `sample-stock-${String(place).padStart(4, '0')}`,
    kind: 'stock_in',
    debit: supplier(reward),
    credit: stockAt(reward, site),
    amount: pieces,
    at,
  }))

const accountsOf = (rows: SampleRow[]) => [
  ...new Map([expiredPoints, ...rows.flatMap(({ debit, credit }) => [debit, credit])].map((one) => [one.id, one])).values(),
]

/** Half a year of the sample's points: what came in, was earned, redeemed and cancelled. Three statements, the books' own rules in force. */
export const sampleBooks = ({ site, now }: { site: Site; now: number }, homes: string[]): Statement[] => {
  const today = dayOf(now, site.time_zone)
  const acts = sampleActs(homes.length, today)
  const first = momentOf(`${acts[0]?.day ?? today} 08:00`, site.time_zone)
  const rows = [...stockRows(first), ...rowsOf(acts, homes, site)].sort((one, other) => one.at - other.at)
  const redemptions = acts.flatMap((act, place) =>
    act.act === 'redeem'
      ? [
          {
            ...act,
            id: `sample-${String(place).padStart(10, '0')}`,
            home: homes[act.household],
            at: momentOf(`${act.day} 17:30`, site.time_zone),
          },
        ]
      : [],
  )
  return [
    {
      sql: `INSERT INTO ledger_accounts (id, unit, kind, owner, guarded, opened_at)
        SELECT value ->> 'id', value ->> 'unit', value ->> 'kind', value ->> 'owner', value ->> 'guarded', :first FROM json_each(:accounts)`,
      args: { accounts: JSON.stringify(accountsOf(rows)), first },
    },
    {
      sql: `INSERT INTO ledger_transfers (id, unit, debit_account, credit_account, amount, kind, phase, pending_id, deadline, rule, at, actor, digest, detail)
        SELECT value ->> 'id', value ->> 'unit', value ->> 'debit', value ->> 'credit', value ->> 'amount', value ->> 'kind', value ->> 'phase',
          value ->> 'pending', value ->> 'deadline', value ->> 'rule', value ->> 'at',
          COALESCE('staff:' || (SELECT id FROM staff WHERE role = 'station' AND created_by = 'sample' LIMIT 1), 'job'), 'sample', value ->> 'detail'
        FROM json_each(:rows)`,
      args: {
        rows: JSON.stringify(rows.map(({ debit, credit, ...row }) => ({ ...row, unit: debit.unit, debit: debit.id, credit: credit.id }))),
      },
    },
    {
      sql: `INSERT INTO redemptions (id, household, reward, site, created_at, acted_by)
        SELECT value ->> 'id', value ->> 'home', value ->> 'reward', value ->> 'site', value ->> 'at', 'self' FROM json_each(:redemptions)`,
      args: { redemptions: JSON.stringify(redemptions) },
    },
  ]
}
