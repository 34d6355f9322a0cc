import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { endSessionsOf } from '../sessions/store.server.ts'
import { byStaff, staffWrite } from '../staff/store.server.ts'
import { under14Until } from './child.ts'
import { type Door, doorInWords } from './door.ts'
import { sealPerson } from './reads.server.ts'
import type { Correction, MembersRefusal, NewMember } from './schema.ts'
import { behindDoor, eventIfChanged, isHome, livesThere, onlyIf } from './sql.server.ts'

type Saved = Promise<Result<null, MembersRefusal>>

/** What a resident's row needs, and the condition under which it may stand in the household: nobody there has the name, nobody anywhere the phone. */
const wanted = async (context: RequestContext, household: string, resident: string, input: NewMember | Correction) => {
  const home = isHome(context, household)
  const sealed = await sealPerson(context.vault, resident, input)
  const clashes = {
    name: 'EXISTS (SELECT 1 FROM residents WHERE household = :household AND name_fingerprint = :name_fingerprint AND id <> :resident)',
    phone: 'EXISTS (SELECT 1 FROM residents WHERE phone_fingerprint = :phone_fingerprint AND id <> :resident)',
  }
  return {
    home,
    clashes,
    fits: `NOT ${clashes.name} AND NOT ${clashes.phone}`,
    args: {
      ...home.args,
      ...sealed,
      resident,
      relation: input.relation,
      child_until: input.birth_month && under14Until(input.birth_month),
      notice_version: context.catalogue.site.member_notice.version,
      tags: JSON.stringify(input.consent ? input.tags : []),
    },
  }
}

type Wanted = Awaited<ReturnType<typeof wanted>>

const columns =
  'id, household, name, name_fingerprint, phone, phone_fingerprint, relation, under_14_until, notice_version, created_at, created_by'
const values = columns
  .split(', ')
  .map((column) => ({ id: ':resident', under_14_until: ':child_until', created_at: ':now', created_by: ':by' })[column] ?? `:${column}`)
  .join(', ')

/** The tags agreed to, and no others. */
const keepTags = ({ args, fits }: Wanted, when = 'true'): Statement[] => {
  const lives = `${when} AND EXISTS (SELECT 1 FROM residents WHERE id = :resident AND household = :household) AND ${fits}`
  return [
    { sql: `DELETE FROM resident_tags WHERE resident = :resident AND tag NOT IN (SELECT value FROM json_each(:tags)) AND ${lives}`, args },
    {
      sql: `INSERT INTO resident_tags (resident, tag, notice_version, recorded_at, recorded_by)
        SELECT :resident, value, :notice_version, :now, :by FROM json_each(:tags) WHERE ${lives} ON CONFLICT DO NOTHING`,
      args,
    },
  ]
}

/** 登记一户, with the first who lives there. Its id is the request's key, so that a request that comes twice makes one. */
export const registerHousehold = async (context: RequestContext, door: Door, input: NewMember): Saved => {
  const want = await wanted(context, input.request_key, context.newId(), input)
  const behind = behindDoor(door)
  const args = { ...want.args, ...behind.args }
  const [facts] = await staffWrite(
    context,
    'household.edit',
    { kind: 'household', id: input.request_key },
    [
      { sql: `SELECT ${behind.sql} AS taken_by, ${want.clashes.phone} AS phone_taken`, args },
      {
        sql: `INSERT INTO households (id, building, unit, room, created_at, created_by)
          SELECT :household, :building, :unit, :room, :now, :by WHERE NOT ${want.clashes.phone} ON CONFLICT DO NOTHING`,
        args,
      },
      {
        sql: `INSERT INTO residents (${columns}) SELECT ${values} FROM households
          WHERE households.id = :household AND created_at = :now AND ${want.fits} ON CONFLICT DO NOTHING`,
        args,
      },
      eventIfChanged('created', args),
      ...keepTags(want),
    ],
    'register',
  )
  const { taken_by, phone_taken } = facts?.rows[0] ?? {}
  if (taken_by && taken_by !== input.request_key) return refuse({ code: 'door_taken', door: doorInWords(door) })
  return !taken_by && phone_taken ? refuse({ code: 'phone_taken' }) : success(null)
}

/** 加一个人. Its id is the request's key. */
export const addMember = async (context: RequestContext, household: string, input: NewMember): Saved => {
  const want = await wanted(context, household, input.request_key, input)
  const [facts] = await staffWrite(
    context,
    'household.edit',
    { kind: 'household', id: household },
    [
      {
        sql: `SELECT ${want.clashes.name} AS name_twice, ${want.clashes.phone} AS phone_taken,
            (SELECT household FROM residents WHERE id = :resident) AS made FROM households WHERE ${want.home.sql}`,
        args: want.args,
      },
      {
        sql: `INSERT INTO residents (${columns}) SELECT ${values} FROM households WHERE ${want.home.sql} AND ${want.fits} ON CONFLICT DO NOTHING`,
        args: want.args,
      },
      eventIfChanged('joined', want.args),
      ...keepTags(want),
    ],
    'add',
  )
  const found = facts?.rows[0]
  if (!found) return refuse({ code: 'household_unknown' })
  if (found['made'] !== null) return found['made'] === household ? success(null) : refuse({ code: 'request_key_reused' })
  if (found['name_twice']) return refuse({ code: 'name_twice' })
  return found['phone_taken'] ? refuse({ code: 'phone_taken' }) : success(null)
}

const isChild = 'EXISTS (SELECT 1 FROM residents AS young WHERE young.id = :resident AND young.under_14_until > :today)'

/** 改一个人: everything that is kept of the person. An empty phone changes nothing. Who turns out to be a child is signed out. */
export const correctMember = async (context: RequestContext, household: string, resident: string, input: Correction): Saved => {
  const want = await wanted(context, household, resident, { ...input, phone: input.phone_removed ? null : input.phone })
  const lives = livesThere(context, household, resident)
  const keepsPhone = input.phone === null && !input.phone_removed
  const phone = keepsPhone ? '' : 'phone = :phone, phone_fingerprint = :phone_fingerprint,'
  const [facts] = await staffWrite(
    context,
    'household.edit',
    { kind: 'resident', id: resident },
    [
      { sql: `SELECT ${want.clashes.name} AS name_twice, ${want.clashes.phone} AS phone_taken WHERE ${lives.sql}`, args: want.args },
      {
        sql: `UPDATE residents SET name = :name, name_fingerprint = :name_fingerprint, ${phone} relation = :relation, under_14_until = :child_until
          WHERE id = :resident AND ${lives.sql} AND ${want.fits}`,
        args: want.args,
      },
      ...keepTags(want, lives.sql),
      onlyIf(endSessionsOf(resident, byStaff(context), context.now), { sql: `${lives.sql} AND ${isChild}`, args: want.args }),
    ],
    'correct',
  )
  const found = facts?.rows[0]
  if (!found) return refuse({ code: 'member_unknown' })
  if (found['name_twice']) return refuse({ code: 'name_twice' })
  return found['phone_taken'] ? refuse({ code: 'phone_taken' }) : success(null)
}
