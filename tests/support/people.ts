import { randomBytes, randomUUID } from 'node:crypto'
import type { Client } from '@libsql/client'
import type { Catalogue } from '../../src/catalogue.ts'
import { sealPerson } from '../../src/features/members/reads.server.ts'
import { newToken, sealSession, tokenFingerprint } from '../../src/features/sessions/cookies.server.ts'
import type { Claims } from '../../src/features/sessions/schema.ts'
import type { Role } from '../../src/kernel/actor.ts'
import type { Vault } from '../../src/kernel/vault.ts'

/** Where people are registered: a test's own site has it, and so does the database of a built one. */
export interface Register {
  client: Client
  host: { vault(): Promise<Vault> }
  state: { now: number; catalogue: Catalogue }
}

const year = 365 * 86_400_000

const random = (bytes: number) => new Uint8Array(randomBytes(bytes))

const insert = (site: Register, table: string, row: Record<string, string | number | null>) =>
  site.client.execute({
    sql: `INSERT INTO ${table} (${Object.keys(row).join(', ')}) VALUES (${Object.keys(row)
      .map((name) => `:${name}`)
      .join(', ')})`,
    args: row,
  })

export interface NewResident {
  door?: [building: string, unit: string, room: string]
  name: string
  phone?: string
  relation?: string
  under_14_until?: string
}

/** A household behind a door, or the one that is there. */
export const household = async (site: Register, [building, unit, room]: [string, string, string]) => {
  const { rows } = await site.client.execute({
    sql: 'SELECT id FROM households WHERE building = ? AND unit = ? AND room = ? AND ended_at IS NULL',
    args: [building, unit, room],
  })
  if (rows[0]) return String(rows[0]['id'])
  const id = randomUUID()
  await insert(site, 'households', { id, building, unit, room, created_at: site.state.now, created_by: 'test' })
  return id
}

/** A resident as the desk would have registered them. */
export const resident = async (
  site: Register,
  { door = ['3', '2', '501'], name, phone, relation = '户主', under_14_until }: NewResident,
) => {
  const vault = await site.host.vault()
  const id = randomUUID()
  const home = await household(site, door)
  await insert(site, 'residents', {
    id,
    household: home,
    ...(await sealPerson(vault, id, { name, phone: phone ?? null })),
    relation,
    under_14_until: under_14_until ?? null,
    notice_version: site.state.catalogue.site.member_notice.version,
    created_at: site.state.now,
    created_by: 'test',
  })
  return { id, household: home }
}

const signIn = async (site: Register, claims: Claims, subject: string, second_factor_at: number | null) => {
  const vault = await site.host.vault()
  const token = newToken(random)
  await insert(site, 'sessions', {
    id: claims.session,
    token: await tokenFingerprint(vault, token),
    subject_kind: claims.kind,
    subject,
    device: '手机浏览器',
    created_at: site.state.now,
    seen_at: site.state.now,
    expires_at: site.state.now + year,
    second_factor_at,
  })
  const pair = await sealSession(vault, token, claims)
  return {
    cookie: Object.entries(pair)
      .map(([name, value]) => `${name}=${value}`)
      .join('; '),
  }
}

/** Headers of a browser in which this resident is signed in. */
export const asResident = (site: Register, id: string) =>
  signIn(site, { kind: 'resident', session: randomUUID(), resident: id, checked_at: site.state.now }, id, null)

export interface NewStaff {
  role: Role
  scope?: string
  name?: string
  /** false: the second factor has not been given on this device. */
  verified?: boolean
}

/** A new member of staff who has not signed in yet; gives back their id. */
export const staffMember = async (
  site: Register,
  { id = randomUUID(), role, scope, name = '赵敏' }: Omit<NewStaff, 'verified'> & { id?: string },
) => {
  await insert(site, 'staff', { id, name, role, scope: scope ?? null, created_at: site.state.now, created_by: 'test' })
  return id
}

/** A new member of staff and the headers of a browser in which they are signed in. */
export const asStaff = async (site: Register, { role, scope, name = '赵敏', verified = true }: NewStaff) => {
  const id = await staffMember(site, { role, name, ...(scope !== undefined && { scope }) })
  const second_factor_at = verified ? site.state.now : null
  const claims: Claims = { kind: 'staff', session: randomUUID(), staff: id, name, role, scope: scope ?? null, second_factor_at }
  return { id, headers: await signIn(site, claims, id, second_factor_at) }
}
