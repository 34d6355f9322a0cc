import type { CatalogueReward } from '../../catalogue.ts'
import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Row, Statement, StatementResult } from '../../kernel/database.ts'
import { recordingTransfers, transfersRecorded } from '../../kernel/ledger.server.ts'
import type { Chain } from '../../kernel/ledger.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { reserveChain } from '../points/chains.ts'
import { refusalOf } from '../points/refusal.ts'
import type { RewardsRefusal } from './schema.ts'
import { takenSince } from './sql.server.ts'
import { keptUntil, limitOn, ruleOfReward } from './terms.ts'

/** What somebody wants for a household. `code` is null when it is handed out at once. */
export interface Wish {
  key: string
  household: string
  resident: string | null
  reward: CatalogueReward
  site: string
  by: string
  code: { code: string; code_fingerprint: string } | null
}

const chainOf = async (context: RequestContext, wish: Wish): Promise<Chain> => {
  const { vault, catalogue, now } = context
  const { key, household, reward, site, by } = wish
  const digest = await vault.fingerprint('redemption request', JSON.stringify([household, reward.slug, site, wish.code === null]))
  const { deadline } = keptUntil(reward, todayOf(context), catalogue.site.time_zone)
  return reserveChain(
    { key, digest, actor: by, now },
    { household, reward: reward.slug, site, pieces: 1, points: reward.cost_points, rule: ruleOfReward(reward), deadline },
  )
}

/** The row beside the books, if they have the chain; the first request's code stays. */
const remembering = (wish: Wish, { digest }: Chain, now: number): Statement => ({
  sql: `INSERT INTO redemptions (id, household, resident, reward, site, code, code_fingerprint, created_at, acted_by)
    SELECT :id, :household, :resident, :reward, :site, :code, :code_fingerprint, :now, :by
    WHERE EXISTS (SELECT 1 FROM ledger_transfers WHERE id = :id AND digest = :digest) ON CONFLICT (id) DO NOTHING`,
  args: {
    id: wish.key,
    household: wish.household,
    resident: wish.resident,
    reward: wish.reward.slug,
    site: wish.site,
    code: wish.code?.code ?? null,
    code_fingerprint: wish.code?.code_fingerprint ?? null,
    now,
    by: wish.by,
    digest,
  },
})

export interface Reservation {
  chain: Chain
  /** One batch, which may go on. */
  statements: Statement[]
  /** The id of the redemption, or why there is none; `results` are those of `statements`. */
  read(results: StatementResult[], unmet: (facts: Row) => RewardsRefusal | null): Result<string, RewardsRefusal>
}

/**
 * 兑换: points and a piece become pending together, if the household is below its limit and `allowed` holds; both are decided by SQL in the
 * same batch. `facts` are columns that say which of them did not hold.
 */
export const reserving = async (context: RequestContext, wish: Wish, allowed: Statement, facts: Statement): Promise<Reservation> => {
  const { reward, household, key } = wish
  const chain = await chainOf(context, wish)
  const taken = takenSince(reward, household, context)
  const limit = limitOn(reward, todayOf(context), context.catalogue.site.time_zone)
  const when: Statement = {
    sql: `${taken.sql} + 1 <= :limit_items AND (${allowed.sql})`,
    args: { ...taken.args, ...allowed.args, limit_items: limit.items },
  }
  const said: Statement = { sql: `SELECT ${taken.sql} AS taken, ${facts.sql}`, args: { ...taken.args, ...facts.args } }
  const written = recordingTransfers(chain, when)
  return {
    chain,
    statements: [...written, remembering(wish, chain, context.now), said],
    read: (results, unmet) => {
      const recorded = transfersRecorded(chain, results.slice(0, written.length))
      const row = results[written.length + 1]?.rows[0] ?? {}
      const forbidden = unmet(row)
      if (recorded.ok) return success(key)
      if (forbidden) return refuse(forbidden)
      if (recorded.refusal.code === 'condition_unmet' && Number(row['taken']) >= limit.items)
        return refuse({ code: 'household_limit_reached', pieces: Number(row['taken']), day: limit.next })
      return refuse(refusalOf(recorded.refusal, 'redemption'))
    },
  }
}
