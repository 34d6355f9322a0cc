import { earnChain, stockChain } from '../../src/features/points/chains.ts'
import { recordTransfers } from '../../src/kernel/ledger.server.ts'
import { availableOf } from '../../src/kernel/ledger.ts'
import { balanceOf, readBalance } from '../../src/kernel/ledger-reads.server.ts'
import { asResident } from './people.ts'
import { freshKey } from './signups.ts'
import type { TestSite } from './site.ts'

type Books = Pick<TestSite, 'database'> & { state: { now: number } }

const request = ({ state }: Books) => ({ key: freshKey(), digest: 'test', actor: 'test', now: state.now })

/** Points a household has earned. */
export const givePoints = (site: Books, household: string, points: number) =>
  recordTransfers(site.database, earnChain(request(site), { household, points, rule: 'test' }))

/** Pieces of a reward that a place has received. */
export const stockUp = (site: Books, reward: string, place: string, pieces: number) =>
  recordTransfers(site.database, stockChain(request(site), { reward, site: place, pieces }))

/** What can still be given from an account. */
const availableIn = async ({ database }: Pick<TestSite, 'database'>, account: string) =>
  availableOf(readBalance((await database.read([balanceOf(account)]))[0]))

/** What a household, named by its id, has in points. */
export const pointsOf = (site: Pick<TestSite, 'database'>, household: string) => availableIn(site, `points/household/${household}`)

/** Pieces at a place that nobody has reserved. */
export const leftAt = (site: Pick<TestSite, 'database'>, place: string, reward = 'detergent') =>
  availableIn(site, `item:${reward}/stock/${place}`)

/** Puts a household into a state in which it has reserved a piece: points and stock are there for it. Gives the id of the redemption. */
export const redeemIn = async (site: TestSite, { household, resident }: { household: string; resident: string }): Promise<string> => {
  await givePoints(site, household, 600)
  await stockUp(site, 'detergent', 'service-center', 1)
  const id = freshKey()
  const fields = { site: 'service-center', request_key: id }
  const answer = await site.postForm('/rewards/detergent/redeem/', fields, await asResident(site, resident))
  if (answer.status !== 303) throw new Error(`nothing was redeemed: ${answer.status} ${await answer.text()}`)
  return id
}
