import { createDatabase } from '../../../functions/db/client.ts'
import { householdPoints, stockAt } from '../../../src/features/points/accounts.ts'
import { cancelChain, collectChain, correctChain, earnChain, reserveChain, stockChain } from '../../../src/features/points/chains.ts'
import { pointsLastMonths } from '../../../src/features/points/limits.ts'
import { lotsOf } from '../../../src/features/points/lots.ts'
import { effectiveOf } from '../../../src/features/points/movements.ts'
import { statementOf, wrongTotals } from '../../../src/features/points/statement.ts'
import { rowsOfHousehold } from '../../../src/features/points/store.server.ts'
import { dayOf } from '../../../src/kernel/calendar.ts'
import type { Database } from '../../../src/kernel/database.ts'
import { recordTransfers } from '../../../src/kernel/ledger.server.ts'
import { availableOf, type Chain } from '../../../src/kernel/ledger.ts'
import { balanceOf, readBalance, readEntries } from '../../../src/kernel/ledger-reads.server.ts'
import type { openBooksIn } from './ledger.ts'
import { type Command, heldFor, homes, monthsLeft, type Paper, piecesAt, pointsOf, sites, targetOf } from './model.ts'

/** Books of one history among others; `name` is in front of every name in it. */
export interface Desk {
  name: string
  books: Awaited<ReturnType<typeof openBooksIn>>
}

const timeZone = 'Asia/Shanghai'
const keptMs = 30 * 60_000
const reward = 'rice'

const homeOf = ({ name }: Desk, home: number) => `${name}h${home}`
const siteOf = ({ name }: Desk, site: number) => `${name}s${site}`

const chainOf = (desk: Desk, paper: Paper, command: Command): Chain => {
  const keyOf = (key: number) => `${desk.name}${key}`
  const request = { key: keyOf(command.key), digest: JSON.stringify(command), actor: 'staff:zhao', now: paper.now }
  switch (command.kind) {
    case 'earn':
      return earnChain(request, { household: homeOf(desk, command.home), points: command.amount, rule: 'paper@2026-11' })
    case 'stock':
      return stockChain(request, { reward, site: siteOf(desk, command.site), pieces: command.amount })
    case 'redeem': {
      const [household, site] = [homeOf(desk, command.home), siteOf(desk, command.site)]
      const rest = { reward, pieces: 1, rule: 'rice@2026-11', deadline: paper.now + keptMs }
      return reserveChain(request, { household, site, points: command.amount, ...rest })
    }
    case 'collect':
      return collectChain(request, keyOf(paper.slips[command.of]?.key ?? -1))
    case 'cancel':
      return cancelChain(request, keyOf(paper.slips[command.of]?.key ?? -1))
    default:
      return correctChain(request, keyOf(command.target), paper.slips[command.of]?.kind === 'redeem')
  }
}

/** How a message arrives: once; its answer is lost and it is sent again; or it is lost itself and sent again. */
export type Delivery = 'once' | 'answer lost' | 'message lost'

const lossy = ({ books }: Desk, delivery: Delivery): Database => {
  if (delivery === 'once') return books.database
  let lost = false
  const { client } = books
  const batch: typeof client.batch = async (statements, mode) => {
    if (lost) return client.batch(statements, mode)
    lost = true
    if (delivery === 'answer lost') await client.batch(statements, mode)
    throw new Error('fetch failed')
  }
  const wire = new Proxy(client, { get: (target, name) => (name === 'batch' ? batch : Reflect.get(target, name)) })
  return createDatabase(() => wire, { tries: 2, first_wait_ms: 0, for_ms: 6000 })
}

/** Does to the books what `write` in model.ts does on paper. */
export const run = async (desk: Desk, paper: Paper, command: Command, delivery: Delivery): Promise<string> => {
  const recorded = await recordTransfers(lossy(desk, delivery), chainOf(desk, paper, command))
  return recorded.ok ? 'done' : recorded.refusal.code
}

/** The place of a slip: mostly one of the newest redemptions, which is what somebody would ask for, else any. */
const placeOf = (paper: Paper, of: number, redemption: boolean) => {
  const places = [...paper.slips.keys()]
  const recent = places.filter((place) => paper.slips[place]?.kind === 'redeem').slice(-4)
  const choice = redemption && of % 4 > 0 ? recent : places
  return choice[Math.floor(of / 4) % Math.max(1, choice.length)] ?? -1
}

/** Names the slip a command is about by its place, and the row a correction is about; null when there is nothing to do. */
export const resolve = (paper: Paper, command: Command): Command | null => {
  if (!('of' in command)) return command
  const of = placeOf(paper, command.of, command.kind === 'collect' || command.kind === 'cancel')
  const slip = paper.slips[of]
  if (!slip) return null
  if (command.kind === 'collect' || command.kind === 'cancel') return { kind: command.kind, key: command.key, of }
  return { kind: command.kind, key: command.key, of, target: targetOf(slip, command.kind === 'recorrect') }
}

const expectSame = (what: string, found: unknown, expected: unknown) => {
  const [one, other] = [JSON.stringify(found), JSON.stringify(expected)]
  if (one !== other) throw new Error(`${what}: the books say ${one}, the paper ${other}`)
}

/** What one can use and what the sites have, as on paper; and nothing is made or lost in any unit. */
export const expectBalances = async (desk: Desk, paper: Paper) => {
  const accounts = [
    ...Array.from({ length: homes }, (_, home) => householdPoints(homeOf(desk, home)).id),
    ...Array.from({ length: sites }, (_, site) => stockAt(reward, siteOf(desk, site)).id),
  ]
  const [sums, wrong, ...totals] = await desk.books.database.read([
    {
      sql: `SELECT unit, SUM(credits_posted - debits_posted) AS posted, SUM(credits_pending - debits_pending) AS pending
        FROM ledger_accounts GROUP BY unit HAVING posted <> 0 OR pending <> 0`,
      args: {},
    },
    { sql: 'SELECT id FROM ledger_accounts WHERE guarded = 1 AND debits_pending + debits_posted > credits_posted', args: {} },
    ...accounts.map(balanceOf),
  ])
  expectSame('units that do not balance', sums?.rows, [])
  expectSame('overdrawn accounts', wrong?.rows, [])
  expectSame(
    'what is available',
    totals.map((result) => availableOf(readBalance(result))),
    [
      ...Array.from({ length: homes }, (_, home) => pointsOf(paper, home)),
      ...Array.from({ length: sites }, (_, site) => piecesAt(paper, site)),
    ],
  )
}

const monthNumber = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1

/** Each home's statement follows from its entries, its stored totals too, and its points are as old as on paper. */
export const expectStatements = async (desk: Desk, paper: Paper) => {
  for (let home = 0; home < homes; home++) {
    const account = householdPoints(homeOf(desk, home)).id
    const [found, balance] = await desk.books.database.read([rowsOfHousehold(homeOf(desk, home)), balanceOf(account)])
    const rows = readEntries(found)
    expectSame('totals that do not recompute', wrongTotals(rows, account, readBalance(balance)), [])
    const { available, reserved, expired } = statementOf(rows, account, dayOf(paper.now, timeZone), timeZone)
    expectSame('a statement', [available, reserved, expired], [pointsOf(paper, home), heldFor(paper, home), paper.expired[home]])
    const lots = lotsOf(effectiveOf(rows, account), timeZone, pointsLastMonths)
    const months = lots.flatMap(({ earned_on, points }) => Array.from({ length: points }, () => monthNumber(earned_on)))
    expectSame('the age of points', months, monthsLeft(paper, home))
  }
}

/** Nothing that is pending has outlived its deadline. */
export const expectNothingOverdue = async ({ name, books }: Desk, now: number) => {
  const [found] = await books.database.read([
    {
      sql: `SELECT id FROM ledger_transfers AS held WHERE phase = 'pending' AND deadline <= :now AND id > :name AND id < :after
        AND NOT EXISTS (SELECT 1 FROM ledger_transfers WHERE pending_id = held.id)`,
      args: { now, name, after: `${name}~` },
    },
  ])
  expectSame(
    'pending past its deadline',
    (found?.rows ?? []).map(({ id }) => id),
    [],
  )
}
