import { sampleActivity, sampleCatalogue } from '../support/catalogue.ts'
import { asResident, asStaff, resident } from '../support/people.ts'
import { morningOfTheTea } from '../support/permissions/round-trips.ts'
import { givePoints, stockUp } from '../support/rewards.ts'
import { slipFor } from '../support/signin.ts'
import type { TestSite } from '../support/site.ts'
import type { Chance } from './chance.ts'

interface Home {
  household: string
  people: { id: string; headers: Record<string, string> }[]
}

/** What somebody holds in their hands, to change or to give back later. */
interface Held {
  key: string
  code: string
  phone: string
}

/** A few neighbours who all want the same few places, pieces and doors. */
export interface Town {
  chance: Chance
  homes: Home[]
  staff: { desk: Record<string, string>; station: Record<string, string>; steward: Record<string, string> }
  /** Slips not used yet. */
  slips: { resident: string; code: string }[]
  signups: Held[]
  redemptions: { id: string; home: Home }[]
  /** Entries of points made at the station. */
  awards: { key: string; household: string }[]
  /** A key no request of this history has had. */
  newKey(): string
}

const places = 7
const homesInTown = 4
const longAgo = 40 * 86_400_000

/** The tea has 7 places, one of them the desk's, and 4 to wait for. */
export const scarce = () =>
  sampleCatalogue([
    sampleActivity({ capacity_places: places, waiting_places: 4, desk_places: 1, desk_release_hours_before: 3, largest_party: 3 }),
  ])

export const settleTown = async (site: TestSite, chance: Chance): Promise<Town> => {
  site.state.now = morningOfTheTea
  const staff = async (role: 'desk' | 'station' | 'steward') => (await asStaff(site, { role })).headers
  const town: Town = {
    chance,
    homes: [],
    staff: { desk: await staff('desk'), station: await staff('station'), steward: await staff('steward') },
    slips: [],
    signups: [],
    redemptions: [],
    awards: [],
    newKey: () => crypto.randomUUID(),
  }
  for (let room = 1; room <= homesInTown; room++) {
    const door: [string, string, string] = ['3', '1', String(100 + room)]
    const one = await resident(site, { door, name: '王秀英', phone: `1990000200${room}` })
    const other = await resident(site, { door, name: '王建国', relation: '配偶' })
    const people = []
    for (const { id } of [one, other]) people.push({ id, headers: await asResident(site, id) })
    town.homes.push({ household: one.household, people })
    // Earned a while ago, so that no limit of this day or month is used up.
    site.state.now = morningOfTheTea - longAgo
    await givePoints(site, one.household, 600 + 300 * chance.below(4))
    site.state.now = morningOfTheTea
    town.slips.push({ resident: other.id, code: await slipFor(site, { kind: 'resident', id: other.id }) })
  }
  await stockUp(site, 'detergent', 'service-center', 1 + chance.below(3))
  return town
}
