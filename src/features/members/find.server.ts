import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { staffWrite } from '../staff/store.server.ts'
import { type Door, doorInWords } from './door.ts'
import { openPerson, personColumns } from './reads.server.ts'
import type { MembersRefusal } from './schema.ts'
import { inReach } from './sql.server.ts'
import { answersTo } from './surname.ts'

export const cardFingerprint = ({ vault }: Pick<RequestContext, 'vault'>, code: string) => vault.fingerprint('resident card', code)

/** The household behind a door, in reach; a search costs the same however many there are. */
export const byDoor = (door: Door, reach: Statement): Statement => ({
  sql: `SELECT households.id FROM households
    WHERE households.building = :building AND households.unit = :unit AND households.room = :room AND households.ended_at IS NULL AND ${reach.sql}`,
  args: { ...door, ...reach.args },
})

/** The household of the resident who holds a card that is not ended. */
export const byCard = (fingerprint: string, reach: Statement): Statement => ({
  sql: `SELECT households.id FROM resident_cards JOIN residents ON residents.id = resident_cards.resident
      JOIN households ON households.id = residents.household
    WHERE resident_cards.fingerprint = :card AND resident_cards.ended_at IS NULL AND ${reach.sql}`,
  args: { card: fingerprint, ...reach.args },
})

/** Who lives in the household that `found` selects. */
export const peopleOf = (found: Statement): Statement => ({
  sql: `SELECT ${personColumns} FROM residents WHERE residents.household = (${found.sql})`,
  args: found.args,
})

const find = async (context: RequestContext, found: Statement, how: 'door' | 'card') => {
  const subject = { kind: 'household', sql: `(${found.sql})`, args: found.args }
  const [household, people] = await staffWrite(context, 'household.find', subject, [found, peopleOf(found)], how)
  const id = household?.rows[0]?.['id']
  return { id: typeof id === 'string' ? id : null, people: people?.rows ?? [] }
}

/** 按门牌找, and by a surname or the beginning of a name if one was asked for. The id of the household. */
export const findByDoor = async (context: RequestContext, door: Door, surname: string): Promise<Result<string, MembersRefusal>> => {
  const { id, people } = await find(context, byDoor(door, inReach(context)), 'door')
  if (!id) return refuse({ code: 'door_unregistered', door: doorInWords(door) })
  if (surname === '') return success(id)
  const opened = await Promise.all(people.map((person) => openPerson(context.vault, person)))
  if (opened.some(({ name }) => answersTo(name, surname))) return success(id)
  return refuse({ code: 'surname_unknown', door: doorInWords(door), name: surname })
}

/** 扫居民卡. The id of the household. */
export const findByCard = async (context: RequestContext, code: string): Promise<Result<string, MembersRefusal>> => {
  const { id } = await find(context, byCard(await cardFingerprint(context, code), inReach(context)), 'card')
  return id ? success(id) : refuse({ code: 'card_unknown' })
}
