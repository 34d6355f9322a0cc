import { randomBytes, randomUUID } from 'node:crypto'
import type { DevicesPage } from '../../../src/features/drop-offs/page.ts'
import { signatureOf } from '../../../src/features/drop-offs/signature.server.ts'
import { cardFingerprint } from '../../../src/features/members/find.server.ts'
import { cardCodeLength } from '../../../src/features/members/limits.ts'
import { randomBytesForCode, spokenCode } from '../../../src/kernel/spoken-code.ts'
import { pageOf, stationOf } from '../drop-offs.ts'
import type { Asked, Requests, Sent } from './granted-requests.ts'

const cardOf = async ({ site, world }: Asked) => {
  const card = spokenCode(new Uint8Array(randomBytes(randomBytesForCode)), cardCodeLength)
  await site.client.execute({
    sql: "INSERT INTO resident_cards (fingerprint, resident, issued_at, issued_by) VALUES (?, ?, 1, 'test')",
    args: [await cardFingerprint({ vault: await site.host.vault() }, card), world.home.resident],
  })
  return card
}

/** As a device sends it that a steward has made. */
const reported = async (asked: Asked): Promise<Sent> => {
  const { site, world } = asked
  const steward = await stationOf(site, { role: 'steward' })
  const fields = { name: '大秤', station: 'recycling-east', request_key: randomUUID() }
  const { made } = await pageOf<DevicesPage>(steward.press('/desk/points/devices/', fields))
  world.device = made?.id ?? ''
  const json = { card: await cardOf(asked), weighings: [{ material: '废纸', grams: 2500 }] }
  const timestamp = String(Math.floor(site.state.now / 1000))
  const message = randomUUID()
  const path = `/api/devices/${world.device}/drop-offs`
  const signature = signatureOf(made?.key ?? '', { method: 'POST', path, timestamp, message, body: JSON.stringify(json) })
  return { json, headers: { 'mulin-timestamp': timestamp, 'mulin-message': message, 'mulin-signature': signature } }
}

/** So much paper, weighed by a colleague. */
const weighed = async ({ site, world }: Asked, kilograms: string, points: number) => {
  const request_key = randomUUID()
  const answer = await (await stationOf(site)).confirm(world.home.household, { 废纸: kilograms }, points, { request_key })
  if (answer.status !== 303) throw new Error(`nothing was weighed: ${await answer.text()}`)
  return request_key
}

const wrongEntry = async (asked: Asked) => {
  await weighed(asked, '2', 40)
  const { rows } = await asked.site.client.execute({
    sql: "SELECT id FROM ledger_transfers WHERE credit_account = ? AND kind = 'earn'",
    args: [`points/household/${asked.world.home.household}`],
  })
  return String(rows[0]?.['id'])
}

/** A request of each route about points that is granted. */
export const pointsRequests: Requests = {
  'POST /api/devices/:device/drop-offs': reported,
  'POST /desk/drop-offs': ({ world }) => {
    const fields = { act: 'confirm', station: 'recycling-east', household: world.home.household, of_废纸: '2', seen: '40' }
    return { fields: { ...fields, request_key: randomUUID() } }
  },
  'POST /desk/drop-offs/waiting': async (asked) => ({
    fields: { award: await weighed(asked, '3.5', 70), decision: 'confirmed', request_key: randomUUID() },
  }),
  'POST /desk/points/devices': () => ({ fields: { name: '小秤', station: 'recycling-east', request_key: randomUUID() } }),
  'POST /desk/points/households/:household': async (asked) => ({
    fields: { entry: await wrongEntry(asked), reason: 'weight', right: '1.5', request_key: randomUUID() },
  }),
}
