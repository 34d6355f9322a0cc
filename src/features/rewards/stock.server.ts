import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { recordingTransfers, transfersRecorded } from '../../kernel/ledger.server.ts'
import { type Chain, type Totals, transfer } from '../../kernel/ledger.ts'
import { balanceOf, readBalance } from '../../kernel/ledger-reads.server.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { stockAt, supplier } from '../points/accounts.ts'
import { stockChain } from '../points/chains.ts'
import { refusalOf } from '../points/refusal.ts'
import type { PointsKind } from '../points/schema.ts'
import { byStaff, staffRead, staffWrite } from '../staff/store.server.ts'
import type { StockLine } from './page.ts'
import type { RewardsRefusal, StockInput } from './schema.ts'
import { placeOf, rewardTitle } from './view.ts'

/** Pieces that lie at the site, those that are reserved among them. */
const thereOf = ({ credits_posted, debits_posted }: Totals) => credits_posted - debits_posted

const thereSql = 'COALESCE((SELECT credits_posted - debits_posted FROM ledger_accounts WHERE id = :counted_account), 0)'

/** Every reward at every place of content, and what the books have elsewhere. One call of the database. */
export const readStock = async (context: RequestContext): Promise<StockLine[]> => {
  const { catalogue } = context
  const [stored] = await staffRead(context, [
    {
      sql: `SELECT substr(unit, 6) AS reward, owner AS site, debits_pending, debits_posted, credits_pending, credits_posted
        FROM ledger_accounts WHERE kind = 'stock' AND unit LIKE 'item:%' ORDER BY unit, owner`,
      args: {},
    },
  ])
  const rows = stored?.rows ?? []
  const known = Object.values(catalogue.rewards).flatMap(({ slug, pickup }) => pickup.map(({ place }) => `${slug}/${place}`))
  const others = rows.map(({ reward, site }) => `${reward}/${site}`).filter((choice) => !known.includes(choice))
  return [...known, ...others].map((choice) => {
    const [reward = '', site = ''] = choice.split('/')
    const totals = rows.find((row) => row['reward'] === reward && row['site'] === site) as unknown as Totals | undefined
    return {
      choice,
      title: rewardTitle(catalogue, reward),
      place: placeOf(catalogue, reward, site)?.title ?? site,
      there: totals ? thereOf(totals) : 0,
      reserved: totals?.debits_pending ?? 0,
    }
  })
}

/** What was counted, against the books: the difference goes to or comes from the supplier, as a correction that says so. */
const countChain = (request: Omit<Chain, 'movements'> & { key: string }, reward: string, site: string, difference: number): Chain => {
  const { key, ...rest } = request
  const [debit, credit] = [supplier(reward), stockAt(reward, site)]
  const kind: PointsKind = 'correct'
  const leg = { id: key, kind, amount: Math.abs(difference), detail: 'count' }
  return { ...rest, movements: [transfer(difference > 0 ? { ...leg, debit, credit } : { ...leg, debit: credit, credit: debit })] }
}

export interface Counted {
  /** What came in, or how many more (positive) or fewer there are than the books said. */
  difference: number
}

interface Plan {
  chain: Chain
  when?: Statement
}

const record = async (
  context: RequestContext,
  { act, choice }: StockInput,
  { chain, when }: Plan,
): Promise<Result<null, RewardsRefusal>> => {
  const written = recordingTransfers(chain, when)
  const results = await staffWrite(context, 'stock.record', { kind: 'stock', id: `${choice.reward}/${choice.site}` }, written, act)
  const recorded = transfersRecorded(chain, results)
  if (recorded.ok) return success(null)
  const { code, available = 0, needed = 0 } = recorded.refusal
  if (code === 'condition_unmet') return refuse({ code: 'stock_recounted' })
  if (code === 'balance_insufficient') return refuse({ code: 'stock_reserved', points: available, needed })
  return refuse(refusalOf(recorded.refusal, 'redemption'))
}

/** 到货 or 清点. A count is against the books as they are when it is written. Two calls of the database for a count, one for a delivery. */
export const recordStock = async (context: RequestContext, input: StockInput): Promise<Result<Counted, RewardsRefusal>> => {
  const { act, choice, pieces, request_key: key } = input
  const { reward, site } = choice
  if (!placeOf(context.catalogue, reward, site))
    return refuse({ code: 'redeem_input_invalid', fields: [{ field: 'choice', code: 'choice_missing' }] })
  const digest = await context.vault.fingerprint('stock request', JSON.stringify([act, reward, site, pieces]))
  const request = { key, digest, actor: byStaff(context), now: context.now }
  if (act === 'delivery') {
    const recorded = await record(context, input, { chain: stockChain(request, { reward, site, pieces }) })
    return recorded.ok ? success({ difference: pieces }) : recorded
  }
  const account = stockAt(reward, site).id
  const [balance, before] = await staffRead(context, [
    balanceOf(account),
    { sql: 'SELECT amount, credit_account FROM ledger_transfers WHERE id = :key', args: { key } },
  ])
  const earlier = before?.rows[0]
  const totals = readBalance(balance)
  const there = thereOf(totals)
  const difference = earlier ? Number(earlier['amount']) * (earlier['credit_account'] === account ? 1 : -1) : pieces - there
  if (difference === 0) return success({ difference })
  if (!earlier && pieces < totals.debits_pending) return refuse({ code: 'stock_reserved', needed: totals.debits_pending })
  const when: Statement = { sql: `${thereSql} = :counted_there`, args: { counted_account: account, counted_there: there } }
  const recorded = await record(context, input, { chain: countChain(request, reward, site, difference), when })
  return recorded.ok ? success({ difference }) : recorded
}
