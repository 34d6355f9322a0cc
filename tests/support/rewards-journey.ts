import type { Client } from '@libsql/client'
import { createDatabase } from '../../functions/db/client.ts'
import { reserveChain } from '../../src/features/points/chains.ts'
import { newPickupCode, openPickupCode } from '../../src/features/rewards/code.server.ts'
import { recordTransfers } from '../../src/kernel/ledger.server.ts'
import { asResident, asStaff, resident } from './people.ts'
import { givePoints, stockUp } from './rewards.ts'
import { registerOf } from './signin-people.ts'

const day = 86_400_000

type Headers = { cookie: string }

/** Who takes part in one run of the journey: a resident who redeems, a household without a phone, one whose week has passed. */
export interface RewardsRun {
  headers: Headers
  phoneless: string
  late: { headers: Headers; code: string }
}

const roomOf = (place: number) => String(101 + place)

const late = async (client: Client, room: string): Promise<RewardsRun['late']> => {
  const register = registerOf(client)
  const database = createDatabase(() => client, { tries: 1, first_wait_ms: 1, for_ms: 6000 })
  const { id, household } = await resident(register, { door: ['4', '1', room], name: '赵国庆', relation: 'head' })
  await givePoints({ database, state: register.state }, household, 300)
  const then = register.state.now - 9 * day
  const key = `late-redemption-${room}`
  const wish = { household, reward: 'lajidai', site: 'service-center', pieces: 1, points: 200, rule: 'lajidai', deadline: then + 7 * day }
  await recordTransfers(database, reserveChain({ key, digest: 'test', actor: 'self', now: then }, wish))
  const vault = await register.host.vault()
  const code = await newPickupCode({ vault, random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) }, key)
  await client.execute({
    sql: `INSERT INTO redemptions (id, household, resident, reward, site, code, code_fingerprint, created_at, acted_by)
      VALUES (?, ?, ?, 'lajidai', 'service-center', ?, ?, ?, 'self')`,
    args: [key, household, id, code.code, code.code_fingerprint, then],
  })
  return { headers: await asResident(register, id), code: await openPickupCode(vault, key, code.code) }
}

/** People, points and stock for some runs, and the staff who serve them. */
export const prepareRewards = async (client: Client, runs: number) => {
  const register = registerOf(client)
  const books = { database: createDatabase(() => client, { tries: 1, first_wait_ms: 1, for_ms: 6000 }), state: register.state }
  for (const site of ['service-center', 'recycling-east', 'recycling-west']) await stockUp(books, 'lajidai', site, 20)
  const people: RewardsRun[] = []
  for (let place = 0; place < runs; place++) {
    const me = await resident(register, { door: ['1', '1', roomOf(place)], name: '王秀英', relation: 'head' })
    await givePoints(books, me.household, 450)
    const other = await resident(register, { door: ['2', '1', roomOf(place)], name: '陈桂兰', relation: 'head' })
    await givePoints(books, other.household, 250)
    people.push({ headers: await asResident(register, me.id), phoneless: `2-1-${roomOf(place)}`, late: await late(client, roomOf(place)) })
  }
  const desk = (await asStaff(register, { role: 'desk' })).headers
  const steward = (await asStaff(register, { role: 'steward', name: '钱芳' })).headers
  return { people, desk, steward }
}
