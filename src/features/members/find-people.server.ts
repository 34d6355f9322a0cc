import type { RequestContext } from '../../kernel/context.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { readSpokenCode } from '../../kernel/spoken-code.ts'
import type { Act } from '../staff/permissions.ts'
import { staffWrite } from '../staff/store.server.ts'
import { doorInWords, readDoor } from './door.ts'
import { byCard, byDoor, cardFingerprint, peopleOf } from './find.server.ts'
import { cardCodeLength } from './limits.ts'
import { openPerson, type Person, personColumns } from './reads.server.ts'
import type { MembersRefusal } from './schema.ts'
import { inReach } from './sql.server.ts'
import { answersTo } from './surname.ts'

/** The head of the household first. */
const openAll = async (context: RequestContext, rows: Row[]) => {
  const people = await Promise.all(rows.map((row) => openPerson(context.vault, row)))
  return people.sort((a, b) => Number(a.relation !== 'head') - Number(b.relation !== 'head'))
}

/** An act that serves whoever comes, whatever grid they live in. */
export const everywhere: Statement = { sql: 'true', args: {} }

/**
 * Everybody behind a door (with a surname: if somebody there answers to it, those first), or in the household of a card's
 * holder, in reach: the actor's, unless another act than finding says otherwise. One database call.
 */
export const findPeople = async (
  context: RequestContext,
  sought: string,
  surname: string,
  { act, reach }: { act: Act; reach: Statement } = { act: 'household.find', reach: inReach(context) },
): Promise<Result<Person[], MembersRefusal>> => {
  const door = readDoor(sought)
  const card = door ? null : readSpokenCode(sought, cardCodeLength)
  if (!door && !card) return refuse({ code: 'card_unknown' })
  const found = door ? byDoor(door, reach) : byCard(await cardFingerprint(context, card ?? ''), reach)
  const subject = { kind: 'household', sql: `(${found.sql})`, args: found.args }
  const [people] = await staffWrite(context, act, subject, [peopleOf(found)], door ? 'door' : 'card')
  const opened = await openAll(context, people?.rows ?? [])
  if (opened.length === 0) return refuse(door ? { code: 'door_unregistered', door: doorInWords(door) } : { code: 'card_unknown' })
  const asked = opened.filter(({ name }) => answersTo(name, surname))
  if (door && surname !== '' && asked.length === 0) return refuse({ code: 'surname_unknown', door: doorInWords(door), name: surname })
  return success(surname === '' ? opened : [...asked, ...opened.filter((person) => !asked.includes(person))])
}

/** One resident in the actor's reach, by id; null for anybody else. One database call. */
export const findPerson = async (context: RequestContext, resident: string): Promise<Person | null> => {
  const reach = inReach(context)
  const [found] = await staffWrite(context, 'household.find', { kind: 'resident', id: resident }, [
    {
      sql: `SELECT ${personColumns} FROM residents JOIN households ON households.id = residents.household
        WHERE residents.id = :resident AND ${reach.sql}`,
      args: { ...reach.args, resident },
    },
  ])
  return (await openAll(context, found?.rows ?? []))[0] ?? null
}
