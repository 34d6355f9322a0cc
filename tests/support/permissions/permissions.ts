import { randomUUID } from 'node:crypto'
import { type Access, access } from '../../../functions/access.ts'
import { mayDo } from '../../../src/features/staff/permissions.ts'
import { type Role, roles } from '../../../src/kernel/actor.ts'
import { deviceIn } from '../drop-offs.ts'
import { asResident, asStaff, resident } from '../people.ts'
import { freshKey } from '../signups.ts'
import type { TestSite } from '../site.ts'
import { publishedIn } from '../surveys/answers.ts'
import { pastSurvey } from '../surveys/surveys.ts'

/** What one request of a permission test is about, made anew for each, so that no request meets what another left. */
export interface World {
  home: { household: string; resident: string; door: string; phone: string }
  child: string
  neighbour: string
  device: string
  representation: string
  signup: string
  redemption: string
  colleague: string
}

/** Who asks, and in which relation to what is asked about: whose own it is, or another's. */
export interface Caller {
  name: string
  kind: 'guest' | 'resident' | 'staff'
  role?: Role
  verified?: boolean
  own?: boolean
  headers(site: TestSite, world: World): Promise<Record<string, string>>
}

const scopes: Partial<Record<Role, string>> = { grid_worker: 'g1', team_lead: 'meals' }

const staffCaller = (role: Role, changes: { scope?: string; verified?: boolean; ended?: boolean; own?: boolean; name: string }): Caller => {
  const { scope = scopes[role], verified = true, ended = false, own = true, name } = changes
  return {
    name,
    kind: 'staff',
    role,
    own,
    verified: verified && !ended,
    headers: async (site) => {
      const { id, headers } = await asStaff(site, { role, verified, ...(scope && { scope }) })
      if (ended) await site.client.execute({ sql: 'UPDATE sessions SET ended_at = 1 WHERE subject = ?', args: [id] })
      return headers
    },
  }
}

/** Everybody who can come to an address. The household of each world stands in building 3, which is of grid g1. */
export const callers: Caller[] = [
  { name: 'a guest', kind: 'guest', headers: async () => ({}) },
  { name: 'the resident', kind: 'resident', own: true, headers: async (site, { home }) => asResident(site, home.resident) },
  { name: 'another resident', kind: 'resident', own: false, headers: async (site, { neighbour }) => asResident(site, neighbour) },
  ...roles.flatMap((role) => [
    staffCaller(role, { name: role }),
    staffCaller(role, { name: `${role} without a second factor`, verified: false }),
    staffCaller(role, { name: `${role} whose session has ended`, ended: true }),
  ]),
  staffCaller('grid_worker', { name: 'grid_worker of another grid', scope: 'g2', own: false }),
]

/** Whether the table lets them in, whatever they ask about. */
export const tableSays = (wanted: Access, { kind, role, verified }: Caller): boolean => {
  if (wanted === 'anyone' || wanted === 'known') return true
  if (wanted === 'device' || wanted === 'monitor') return false
  if (wanted === 'resident') return kind === 'resident'
  if (wanted === 'colleague') return kind === 'staff'
  return role !== undefined && verified === true && mayDo(role, wanted)
}

let worlds = 0

export const newWorld = async (site: TestSite): Promise<World> => {
  const room = String(101 + worlds++)
  const phone = `199${String(10_000_000 + worlds)}`
  const door: [string, string, string] = ['3', '1', room]
  const { id, household } = await resident(site, { door, name: '王秀英', phone })
  const child = await resident(site, { door, name: '王小宝', relation: '子女', under_14_until: '2030-01-01' })
  const neighbour = await resident(site, { door: ['6', '1', room], name: '李敏' })
  const colleague = await asStaff(site, { role: 'desk' })
  const representation = randomUUID()
  await site.client.execute({
    sql: `INSERT INTO representations (id, kind, beneficiary, representative, notice_version, granted_at, granted_by, accepted_at)
      VALUES (?, 'delegate', ?, ?, 'v', 1, 'test', 1)`,
    args: [representation, id, child.id],
  })
  const device = await deviceIn(site)
  await publishedIn(site.client, pastSurvey)
  const home = { household, resident: id, door: `3-1-${room}`, phone }
  return { home, child: child.id, neighbour: neighbour.id, device, representation, signup: '', redemption: '', colleague: colleague.id }
}

/** A place the resident of this world has taken. */
export const takePlaceIn = async (site: TestSite, { home }: World): Promise<string> => {
  const { cookie } = await asResident(site, home.resident)
  const fields = { for: home.resident, party_size: '1', notice_version: '2026-11', request_key: freshKey() }
  const client = { 'x-test-client': home.resident, cookie: `cookies=kept; ${cookie}` }
  const answer = await site.postForm('/activities/tea/2026-11-28/signup/', fields, client)
  const { rows } = await site.client.execute({ sql: 'SELECT id FROM signups WHERE resident = ?', args: [home.resident] })
  if (!rows[0]) throw new Error(`no place was taken: ${answer.status} ${await answer.text()}`)
  return String(rows[0]['id'])
}

/** Addresses about what a survey came to: it is over. */
const aboutResults = ['results', 'needs', 'texts', 'responses']
  .flatMap((room) => ['surveys', 'api/surveys', 'desk/surveys'].map((folder) => `${folder}/:slug/${room}`))
  .filter((route) => route !== 'api/surveys/:slug/responses')

/** What stands for each named part of an address. */
const parts: Record<string, (world: World) => string> = {
  'rewards/:slug': () => 'detergent',
  'public-account/:month': () => '2026-11',
  redemption: ({ redemption }) => redemption,
  slug: () => 'tea',
  'policies/:slug': () => 'juzhuzheng',
  occurrence: () => '2026-11-28',
  'checkers/:slug': () => 'years',
  'surveys/:slug': () => 'needs',
  'api/surveys/:slug': () => 'needs',
  'desk/surveys/:slug': () => 'needs',
  ...Object.fromEntries(aboutResults.map((route) => [route, () => 'past'])),
  household: ({ home }) => home.household,
  device: ({ device }) => device,
  resident: ({ home }) => home.resident,
  representation: ({ representation }) => representation,
  'desk/staff/:id': ({ colleague }) => colleague,
  'me/signups/:id': ({ signup }) => signup,
  'desk/signups/:id': ({ signup }) => signup,
}

/** The address of a route in a world; a part nobody has an example for is named. */
export const addressOf = (route: string, world: World): string =>
  route
    .split(' ')[1]
    ?.split('/')
    .map((part, index, all) => {
      if (!part.startsWith(':')) return part
      const example = parts[all.slice(1).join('/')] ?? parts[all.slice(1, index + 1).join('/')] ?? parts[part.slice(1)]
      if (!example) throw new Error(`no example for ${part} of ${route}; add one to tests/support/permissions/permissions.ts`)
      return example(world)
    })
    .join('/') ?? ''

/** Routes that need a place to have been taken. */
export const isAboutSignup = (route: string) => route.includes('/signups/:id')

/** Routes that need a reward to have been reserved. */
export const isAboutRedemption = (route: string) => route.includes(':redemption')

/** Routes about one household or one resident's own, so that it matters whose it is. */
export const isAboutSomebody = (route: string) =>
  /:household|\/signups\/:id|me\/rewards\/:redemption|POST \/desk\/(households|activities\/:slug\/:occurrence\/signup|surveys\/:slug\/(answer|codes))$/.test(
    route,
  )

export const routeNames = Object.keys(access)
