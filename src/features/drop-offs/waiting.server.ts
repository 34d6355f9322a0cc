import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { recordingTransfers, transferColumns, transfersRecorded } from '../../kernel/ledger.server.ts'
import type { StoredTransfer } from '../../kernel/ledger.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { type Door, doorInWords } from '../members/door.ts'
import { settleChain } from '../points/drop-chains.ts'
import { namesOf, whoActs } from '../points/reads.server.ts'
import { refusalOf } from '../points/refusal.ts'
import { livesIn } from '../points/store.server.ts'
import { entriesInWords } from '../points/views.ts'
import { byStaff, staffOf, staffRead, staffWrite } from '../staff/store.server.ts'
import { rowsOfRequest } from './award-facts.server.ts'
import type { WaitingView } from './page.ts'
import type { DropOffRefusal } from './schema.ts'

const householdOf = (account: string) => account.slice('points/household/'.length)

const waitingRows = (now: number): Statement => ({
  sql: `SELECT ${transferColumns} FROM ledger_transfers WHERE id IN (SELECT id FROM ledger_holds WHERE deadline > :now) AND kind = 'earn' ORDER BY number`,
  args: { now },
})

const doorsOfWaiting = (): Statement => ({
  sql: `SELECT id, building, unit, room FROM households WHERE id IN (SELECT substr(credit_account, length('points/household/') + 1)
    FROM ledger_holds JOIN ledger_transfers ON ledger_transfers.id = ledger_holds.id WHERE kind = 'earn')`,
  args: {},
})

/** Rows of one request have its key in front. */
const keyOf = ({ id }: StoredTransfer) => id.split('/')[0] ?? id

/** 等第二个人确认: what waits, oldest first. One database call. */
export const readWaiting = async (context: RequestContext): Promise<WaitingView[]> => {
  const me = byStaff(context)
  const [entries, homes, names] = await staffRead(context, [waitingRows(context.now), doorsOfWaiting(), whoActs()])
  const nameOf = namesOf(names)
  const doors = new Map((homes?.rows ?? []).map((row) => [String(row['id']), doorInWords(row as unknown as Door)]))
  const groups = new Map<string, StoredTransfer[]>()
  for (const row of (entries?.rows ?? []) as unknown as StoredTransfer[]) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row])
  return [...groups].flatMap(([key, rows]) => {
    const [first] = rows
    if (!first) return []
    const household = householdOf(first.credit_account)
    return [
      {
        key,
        household,
        door: doors.get(household) ?? '',
        entries: entriesInWords(rows, first.credit_account, context.catalogue, nameOf).reverse(),
        points: rows.reduce((sum, { amount }) => sum + amount, 0),
        by: nameOf(first.actor),
        own: first.actor === me,
        at: first.at,
        deadline: first.deadline ?? 0,
      },
    ]
  })
}

/** Whoever settles is neither who entered it nor, to confirm, one of the household. */
const isSecondPerson = (award: string, household: string, staff: string, confirmed: boolean): Statement => ({
  sql: `EXISTS (SELECT 1 FROM ledger_transfers WHERE id = :settled AND actor <> 'staff:' || :giver_staff)
    ${confirmed ? `AND NOT ${livesIn(':settled_home')}` : ''}`,
  args: { settled: award, giver_staff: staff, ...(confirmed && { settled_home: household }) },
})

/** 确认 or 不记 by a second person. Safe to repeat with the same `key`. Two database calls. */
export const settle = async (
  context: RequestContext,
  award: string,
  confirmed: boolean,
  key: string,
): Promise<Result<null, DropOffRefusal>> => {
  const { staff } = staffOf(context)
  const [found, own] = await staffRead(context, [
    rowsOfRequest(award),
    {
      sql: `SELECT ${livesIn("(SELECT substr(credit_account, length('points/household/') + 1) FROM ledger_transfers WHERE id = :award)")} AS is_own`,
      args: { award, giver_staff: staff },
    },
  ])
  const rows = ((found?.rows ?? []) as unknown as StoredTransfer[]).filter(({ kind, phase }) => kind === 'earn' && phase === 'pending')
  const [first, ...others] = rows
  if (!first) return refuse({ code: 'award_unknown' })
  if (first.actor === byStaff(context)) return refuse({ code: 'award_own' })
  if (confirmed && own?.rows[0]?.['is_own'] === 1) return refuse({ code: 'own_household' })
  const household = householdOf(first.credit_account)
  const request = { key, digest: `${award} ${confirmed}`, actor: byStaff(context), now: context.now }
  const chain = settleChain(request, [first.id, ...others.map(({ id }) => id)], confirmed)
  const statements = recordingTransfers(chain, isSecondPerson(award, household, staff, confirmed))
  const results = await staffWrite(
    context,
    'points.confirm',
    { kind: 'household', id: household },
    statements,
    confirmed ? 'confirmed' : 'rejected',
  )
  const recorded = transfersRecorded(chain, results)
  return recorded.ok ? success(null) : refuse(refusalOf(recorded.refusal, 'award'))
}
