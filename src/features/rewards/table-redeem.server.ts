import type { CatalogueReward } from '../../catalogue.ts'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Statement, StatementResult } from '../../kernel/database.ts'
import { recordingTransfers } from '../../kernel/ledger.server.ts'
import { availableOf, type Totals } from '../../kernel/ledger.ts'
import { balanceOf, readBalance } from '../../kernel/ledger-reads.server.ts'
import { type Result, refuse } from '../../kernel/result.ts'
import { householdPoints } from '../points/accounts.ts'
import { collectChain } from '../points/chains.ts'
import { standingOn } from '../points/in-force.ts'
import { byStaff, staffRead, staffWrite } from '../staff/store.server.ts'
import { noteOwnHousehold } from './hand-out.server.ts'
import type { StoredRedemption } from './redemption.ts'
import { reserving } from './reserve.server.ts'
import type { RewardsRefusal } from './schema.ts'
import { isOwnHousehold, redemptionColumns, redemptionTables, takenSince } from './sql.server.ts'
import { limitOn, pickupOf, rewardOn } from './terms.ts'

export interface TableWish {
  household: string
  choice: { reward: string; site: string }
  request_key: string
}

/**
 * 当面兑换, for a household without a phone: reserved and handed over in one batch under one audit line. One call of the database. Gives the
 * id of the redemption.
 */
export const redeemAtTable = async (
  context: RequestContext,
  { household, choice, request_key }: TableWish,
): Promise<Result<string, RewardsRefusal>> => {
  if (household === '') return refuse({ code: 'redeeming_household_unknown' })
  const reward = rewardOn(context.catalogue, choice.reward, todayOf(context))
  if (!reward.ok) return reward
  const place = pickupOf(reward.value, choice.site)
  if (!place.ok) return refuse({ code: 'redeem_input_invalid', fields: [{ field: 'choice', code: 'choice_missing' }] })
  const home: Statement = { sql: 'SELECT 1 FROM households WHERE id = :table_home AND ended_at IS NULL', args: { table_home: household } }
  const own = isOwnHousehold(context, ':table_home')
  const by = byStaff(context)
  const wish = { key: request_key, household, resident: null, reward: reward.value, site: choice.site, by, code: null }
  const reservation = await reserving(
    context,
    wish,
    { sql: `EXISTS (${home.sql}) AND NOT ${own.sql}`, args: { ...home.args, ...own.args } },
    { sql: `EXISTS (${home.sql}) AS home, ${own.sql} AS own`, args: { ...home.args, ...own.args } },
  )
  const collection = collectChain({ ...reservation.chain, key: `${request_key}/collect` }, request_key)
  const results = await staffWrite(
    context,
    'redemption.reserve',
    { kind: 'household', id: household },
    [...reservation.statements, ...recordingTransfers(collection)],
    'redeemed at the table',
  )
  const redeemed = reservation.read(results, ({ home: there, own: isOwn }) => {
    if (!there) return { code: 'redeeming_household_unknown' }
    return isOwn ? { code: 'own_household' } : null
  })
  if (!redeemed.ok && redeemed.refusal.code === 'own_household') await noteOwnHousehold(context, 'redemption.reserve', household)
  return redeemed
}

/** One reward at one place, for a household at the table. */
export interface TableChoice {
  reward: CatalogueReward
  site: string
  place: string
  left: number
  left_of_limit: number
}

const stockOf = (): Statement => ({
  sql: `SELECT unit, owner, debits_pending, debits_posted, credits_pending, credits_posted FROM ledger_accounts
    WHERE kind = 'stock' AND unit LIKE 'item:%'`,
  args: {},
})

const leftAt = (stock: StatementResult | undefined, reward: string, site: string) => {
  const row = stock?.rows.find(({ unit, owner }) => unit === `item:${reward}` && owner === site)
  return row ? availableOf(row as unknown as Totals) : 0
}

/** What the household has, what waits for it, and what it can be given where. */
export interface Table {
  available: number
  waiting: StoredRedemption[]
  choices: TableChoice[]
}

const waitingFor = (household: string, now: number): Statement => ({
  sql: `SELECT ${redemptionColumns} FROM ${redemptionTables} WHERE redemptions.household = :waiting_household AND ending.id IS NULL
      AND reserved.deadline > :waiting_now ORDER BY redemptions.created_at, redemptions.rowid`,
  args: { waiting_household: household, waiting_now: now },
})

/** One call of the database. */
export const readTable = async (context: RequestContext, household: string): Promise<Table> => {
  const { catalogue } = context
  const today = todayOf(context)
  const rewards = Object.values(catalogue.rewards).filter((reward) => standingOn(reward, today) === 'now')
  const [points, stock, waiting, ...taken] = await staffRead(context, [
    balanceOf(householdPoints(household).id),
    stockOf(),
    waitingFor(household, context.now),
    ...rewards.map((reward) => {
      const { sql, args } = takenSince(reward, household, context)
      return { sql: `SELECT ${sql} AS taken`, args }
    }),
  ])
  const choices = rewards.flatMap((reward, index) => {
    const left = limitOn(reward, today, catalogue.site.time_zone).items - Number(taken[index]?.rows[0]?.['taken'] ?? 0)
    return reward.pickup.map(({ place, title }) => ({
      reward,
      site: place,
      place: title,
      left: leftAt(stock, reward.slug, place),
      left_of_limit: Math.max(0, left),
    }))
  })
  return { available: availableOf(readBalance(points)), waiting: (waiting?.rows ?? []) as unknown as StoredRedemption[], choices }
}
