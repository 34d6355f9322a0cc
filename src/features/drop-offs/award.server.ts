import type { CatalogueRate } from '../../catalogue.ts'
import { msPerDay } from '../../kernel/calendar.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { recordingTransfers, transfersRecorded } from '../../kernel/ledger.server.ts'
import type { StoredTransfer } from '../../kernel/ledger.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { dropChain } from '../points/drop-chains.ts'
import { type Calculation, type EarnedSoFar, earningsOf } from '../points/earning.ts'
import { versionOn } from '../points/in-force.ts'
import { secondPersonDays } from '../points/limits.ts'
import { refusalOf } from '../points/refusal.ts'
import { earnedStill, livesIn } from '../points/store.server.ts'
import { type Facts, factsOf, type Giver, type Home, readFacts, timesOf } from './award-facts.server.ts'
import { type Brought, weighingsOf } from './brought.ts'
import type { DropOffRefusal } from './schema.ts'
import { allOf, mayStillGive } from './sql.server.ts'

/** What is asked for. `household` is an id. */
export interface Award {
  household: string
  station: string
  brought: Brought[]
  request_key: string
  /** The points whoever confirms has seen; null for a program, which takes what comes. */
  seen: number | null
}

/** What would be given. `waits`: a second person confirms it first. */
export interface Assessment {
  home: Home
  version: CatalogueRate
  calculations: Calculation[]
  points: number
  waits: boolean
}

const assessmentOf = (
  context: RequestContext,
  award: Award,
  { home, is_own, earned, given }: Facts,
): Result<Assessment, DropOffRefusal> => {
  const { rates, site, stations } = context.catalogue
  const { day } = timesOf(context)
  if (!stations.some(({ slug }) => slug === award.station)) return refuse({ code: 'station_unknown' })
  if (!home) return refuse({ code: 'household_unknown' })
  if (is_own) return refuse({ code: 'own_household' })
  const version = versionOn(rates, day)
  if (!version) return refuse({ code: 'rate_missing' })
  const weighings = weighingsOf(version, award.station, day, award.brought)
  if (!weighings.ok) return weighings
  const calculated = earningsOf(weighings.value, version, earned)
  if (!calculated.ok) return calculated
  const points = calculated.value.reduce((sum, one) => sum + one.points, 0)
  const left = Math.max(0, site.points.fraud.cap_per_inspector_per_day_points - given)
  if (points > left) return refuse({ code: 'inspector_cap_reached', points: left, needed: points })
  return success({ home, version, calculations: calculated.value, points, waits: points > version.confirm_above_points })
}

/** What would be given, and nothing done. One database call. */
export const assess = async (context: RequestContext, giver: Giver, award: Award): Promise<Result<Assessment, DropOffRefusal>> =>
  assessmentOf(context, award, readFacts(await giver.read(factsOf(context, giver, award.household, award.request_key))))

/** The conditions under which the calculation still holds at the moment of writing. */
const stillTrue = (context: RequestContext, giver: Giver, { home, points }: Assessment, earned: EarnedSoFar): Statement => {
  const { today, month } = timesOf(context)
  return allOf([
    earnedStill(home.id, today, month, earned),
    mayStillGive(giver.actor, today, points, context.catalogue.site.points.fraud.cap_per_inspector_per_day_points),
    {
      sql: `EXISTS (SELECT 1 FROM households WHERE id = :giving_to AND ended_at IS NULL AND NOT ${livesIn('households.id')})`,
      args: { giving_to: home.id, giver_staff: giver.staff },
    },
  ])
}

const digestOf = ({ vault }: RequestContext, { household, station, brought }: Award) =>
  vault.fingerprint('points award', JSON.stringify([household, station, brought]))

/** Of two at once for one household one counts again; more often than this nobody is kept waiting. */
const mostTries = 5

/**
 * Gives points for what was brought, in one batch, or says why not; the same request again gets the rows it wrote. Everything is
 * calculated from what the database says now. Two database calls.
 */
export const give = async (context: RequestContext, giver: Giver, award: Award): Promise<Result<StoredTransfer[], DropOffRefusal>> => {
  const digest = await digestOf(context, award)
  for (let tries = 1; ; tries++) {
    const facts = readFacts(await giver.read(factsOf(context, giver, award.household, award.request_key)))
    if (facts.entries.length > 0)
      return facts.entries.every((row) => row.digest === digest && row.actor === giver.actor)
        ? success(facts.entries)
        : refuse({ code: 'points_request_reused' })
    const assessed = assessmentOf(context, award, facts)
    if (!assessed.ok) return assessed
    const { home, calculations, points, waits } = assessed.value
    if (award.seen !== null && award.seen !== points) return refuse({ code: 'points_act_overtaken' })
    const request = { key: award.request_key, digest, actor: giver.actor, now: context.now }
    const deadline = waits ? context.now + secondPersonDays * msPerDay : undefined
    const chain = dropChain(request, home.id, calculations, { station: award.station, deadline })
    const results = await giver.write(recordingTransfers(chain, stillTrue(context, giver, assessed.value, facts.earned)))
    const recorded = transfersRecorded(chain, results)
    if (recorded.ok) return recorded
    const refusal = refusalOf(recorded.refusal, 'award')
    if (refusal.code !== 'points_act_overtaken' || tries === mostTries) return refuse(refusal)
  }
}
