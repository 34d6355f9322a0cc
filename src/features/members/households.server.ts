import { type RequestContext, todayOf } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { maskPhone } from '../../kernel/phone.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { staffWrite } from '../staff/store.server.ts'
import { birthMonthOf, isUnder14 } from './child.ts'
import type { EventKind, RepresentationKind } from './copy.ts'
import { doorInWords } from './door.ts'
import type { EventView, HouseholdView, MemberView, RepresentationView } from './page.ts'
import { openPerson, personColumns } from './reads.server.ts'
import { relationWord } from './relation.ts'
import type { MembersRefusal } from './schema.ts'
import { inReach } from './sql.server.ts'

const eventsShown = 50

/** Everything of one household, in reach, that its page shows. `who` is the condition on `households`. */
const partsOf = (who: Statement): Statement[] => {
  const of = (sql: string): Statement => ({ sql: sql.replace('{who}', who.sql), args: who.args })
  return [
    of(`SELECT households.*, target.building AS into_building, target.unit AS into_unit, target.room AS into_room
      FROM households LEFT JOIN households AS target ON target.id = households.merged_into WHERE {who}`),
    of(`SELECT ${personColumns}, EXISTS (SELECT 1 FROM resident_cards WHERE resident = residents.id AND ended_at IS NULL) AS has_card,
        (SELECT json_group_array(tag) FROM resident_tags WHERE resident = residents.id) AS tags
      FROM households JOIN residents ON residents.household = households.id WHERE {who}
      ORDER BY residents.relation <> 'head', residents.created_at, residents.rowid`),
    of(`SELECT ${personColumns}, representations.id AS representation, representations.kind, representations.beneficiary,
        representations.accepted_at, living.building
      FROM households JOIN residents AS member ON member.household = households.id
        JOIN representations ON representations.beneficiary = member.id AND representations.ended_at IS NULL
        JOIN residents ON residents.id = representations.representative
        JOIN households AS living ON living.id = residents.household WHERE {who} ORDER BY representations.granted_at`),
    of(`SELECT household_events.*, other.building, other.unit, other.room, staff.name AS staff_name
      FROM households JOIN household_events ON household_events.household = households.id
        LEFT JOIN households AS other ON other.id = household_events.other_household
        LEFT JOIN staff ON staff.id = substr(household_events.actor, 7) WHERE {who} ORDER BY number DESC LIMIT ${eventsShown}`),
  ]
}

const doorOf = (row: Row, prefix = '') => ({
  building: String(row[`${prefix}building`]),
  unit: String(row[`${prefix}unit`]),
  room: String(row[`${prefix}room`]),
})

const actorWords: Record<string, string> = { self: '本人', guardian: '监护人', delegate: '代办人' }

const eventOf = (row: Row): EventView => ({
  kind: row['kind'] as EventKind,
  people: Number(row['people']),
  at: Number(row['at']),
  other: row['building'] === null ? null : { id: String(row['other_household']), door: doorInWords(doorOf(row)) },
  by: String(row['staff_name'] ?? actorWords[String(row['actor'])] ?? '系统'),
})

/**
 * 一户 as staff see it. Phone numbers are masked but the one asked for (`shown`, a resident's id), and each look is a line of
 * the audit log. One database call.
 */
export const readHousehold = async (
  context: RequestContext,
  id: string,
  shown?: string,
): Promise<Result<HouseholdView, MembersRefusal>> => {
  const { vault, catalogue } = context
  const today = todayOf(context)
  const reach = inReach(context)
  const asked = 'SELECT id FROM residents AS asked WHERE asked.id = :shown AND asked.household'
  // Only who lives there can be asked for, or the line would name somebody else than was looked at.
  const who = {
    sql: `households.id = :household AND ${reach.sql}${shown ? ` AND EXISTS (${asked} = households.id)` : ''}`,
    args: { ...reach.args, household: id, ...(shown && { shown }) },
  }
  const subject = shown ? { kind: 'resident', sql: `(${asked} = :household)`, args: { shown, household: id } } : { kind: 'household', id }
  const [found, people, agents, events] = await staffWrite(context, 'household.read', subject, partsOf(who), shown ? 'phone' : '')
  const row = found?.rows[0]
  if (!row) return refuse({ code: 'household_unknown' })
  const reachable = JSON.parse(String(reach.args['buildings'] ?? 'null')) as string[] | null

  const representationOf = async (agent: Row): Promise<RepresentationView & { of: string }> => ({
    of: String(agent['beneficiary']),
    id: String(agent['representation']),
    kind: agent['kind'] as RepresentationKind,
    representative: reachable && !reachable.includes(String(agent['building'])) ? null : (await openPerson(vault, agent)).name,
    accepted: agent['accepted_at'] !== null,
  })
  const represented = await Promise.all((agents?.rows ?? []).map(representationOf))
  const memberOf = async (member: Row): Promise<MemberView> => {
    const { name, phone, under_14_until, relation } = await openPerson(vault, member)
    return {
      id: String(member['id']),
      name,
      phone: phone && member['id'] !== shown ? maskPhone(phone) : phone,
      phone_shown: phone !== null && member['id'] === shown,
      relation: relationWord(relation),
      birth_month: under_14_until && birthMonthOf(under_14_until),
      child: isUnder14(under_14_until, today),
      tags: JSON.parse(String(member['tags'])) as string[],
      has_card: member['has_card'] === 1,
      represented_by: represented.filter(({ of }) => of === member['id']).map(({ of, ...view }) => view),
    }
  }
  return success({
    id,
    door: doorOf(row),
    grid: catalogue.site.grids.find(({ buildings }) => buildings.includes(String(row['building']))) ?? null,
    ended:
      row['ended_at'] === null
        ? null
        : {
            at: Number(row['ended_at']),
            into: row['merged_into'] === null ? null : { id: String(row['merged_into']), door: doorInWords(doorOf(row, 'into_')) },
          },
    members: await Promise.all((people?.rows ?? []).map(memberOf)),
    history: (events?.rows ?? []).map(eventOf),
  })
}
