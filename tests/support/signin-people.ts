import type { Client } from '@libsql/client'
import { openVault } from '../../functions/vault.ts'
import { person } from './cast.ts'
import { sampleCatalogue, testNow } from './catalogue.ts'
import { secret } from './host-parts.ts'
import { type Register, resident } from './people.ts'
import { slipFor } from './signin.ts'

/** Slips to be handed out one after another, and the residents' phones. */
export interface Slips {
  residents: { phone: string; slip: string }[]
  staff: { first: string; later: string }[]
}

/** The database of a built site as people are registered in it; the site seals with the tests' secret. */
export const registerOf = (client: Client): Register => {
  const vault = openVault(secret)
  return { client, host: { vault: () => vault }, state: { now: testNow, catalogue: sampleCatalogue() } }
}

/** Registers so many residents and members of staff and prints their slips, two for each of staff. */
export const printSlips = async (client: Client, count: number): Promise<Slips> => {
  const register = registerOf(client)
  const slips: Slips = { residents: [], staff: [] }
  for (let place = 0; place < count; place++) {
    const { name, phone } = person(place)
    const { id } = await resident(register, { door: ['1', '1', String(101 + place)], name, phone })
    slips.residents.push({ phone, slip: await slipFor(register, { kind: 'resident', id }) })
    const staff = `staff-${place}`
    await client.execute({
      sql: "INSERT INTO staff (id, name, role, created_at, created_by) VALUES (?, ?, 'desk', 1, 'test')",
      args: [staff, `窗口${place}`],
    })
    const slip = () => slipFor(register, { kind: 'staff', id: staff })
    slips.staff.push({ first: await slip(), later: await slip() })
  }
  return slips
}
