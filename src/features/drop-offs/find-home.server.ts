import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import type { Problem } from '../../kernel/problem.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import { readSpokenCode } from '../../kernel/spoken-code.ts'
import { type Door, doorInWords, readDoor } from '../members/door.ts'
import { cardCodeLength } from '../members/limits.ts'
import { membersProblem } from '../members/problem.ts'
import { openPerson } from '../members/reads.server.ts'
import { byCard, byDoor, cardFingerprint, everywhere, peopleOf } from '../members/store.server.ts'
import { answersTo, surnameOf } from '../members/surname.ts'
import { staffWrite } from '../staff/store.server.ts'
import type { FoundHome } from './page.ts'
import { dropOffInputInvalid, dropOffProblem } from './problem.ts'

/** The door of a household and what it can use. */
const homeOf = (found: Statement): Statement => ({
  sql: `SELECT id, building, unit, room, COALESCE((SELECT credits_posted - debits_posted - debits_pending FROM ledger_accounts
      WHERE ledger_accounts.id = 'points/household/' || households.id), 0) AS available
    FROM households WHERE id = (${found.sql}) AND ended_at IS NULL`,
  args: found.args,
})

/** The household of a card, or behind a door where somebody of that surname lives. An audit line; one database call. */
export const findHome = async (context: RequestContext, typed: Record<string, string>): Promise<Result<FoundHome, Problem>> => {
  const { site } = context.catalogue
  const sought = (typed['sought'] ?? '').trim().slice(0, 60)
  const surname = (typed['surname'] ?? '').trim().slice(0, 20)
  const door = readDoor(sought)
  const card = door ? null : readSpokenCode(sought, cardCodeLength)
  if (!door && !card) return refuse(dropOffProblem(dropOffInputInvalid({ field: 'sought', code: 'sought_missing' }), site))
  if (door && surname === '') return refuse(dropOffProblem(dropOffInputInvalid({ field: 'surname', code: 'surname_missing' }), site))
  const found = door ? byDoor(door, everywhere) : byCard(await cardFingerprint(context, card ?? ''), everywhere)
  const subject = { kind: 'household', sql: `(${found.sql})`, args: found.args }
  const [home, people] = await staffWrite(context, 'household.find', subject, [homeOf(found), peopleOf(found)], door ? 'door' : 'card')
  const row = home?.rows[0]
  if (!row) return refuse(membersProblem(door ? { code: 'door_unregistered', door: doorInWords(door) } : { code: 'card_unknown' }))
  const opened = await Promise.all((people?.rows ?? []).map((person) => openPerson(context.vault, person)))
  if (door && !opened.some(({ name }) => answersTo(name, surname)))
    return refuse(membersProblem({ code: 'surname_unknown', door: doorInWords(door), name: surname }))
  const surnames = [...new Set(opened.map(({ name }) => surnameOf(name)))].slice(0, 4)
  return success({ id: String(row['id']), door: doorInWords(row as unknown as Door), surnames, available: Number(row['available']) })
}
