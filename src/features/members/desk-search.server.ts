import { type AppContext, unreadableForm } from '../../kernel/http.server.ts'
import { readSpokenCode } from '../../kernel/spoken-code.ts'
import { fieldWrong, readTyped } from './desk-forms.server.ts'
import { checkSession, drawSearch } from './desk-pages.server.ts'
import { type Door, doorText, readDoor } from './door.ts'
import { findByCard, findByDoor } from './find.server.ts'
import { cardCodeLength } from './limits.ts'
import type { Typed } from './page.ts'
import type { MembersRefusal } from './schema.ts'

export const openSearch = async (c: AppContext) => {
  await checkSession(c)
  return drawSearch(c)
}

/** 找一户: one field takes a door as typed or a card as scanned; a scanner is a keyboard that presses Enter. */
export const search = async (c: AppContext) => {
  const typed = await readTyped(c)
  if (!typed) return unreadableForm(c)
  const sought = (typed['sought'] ?? '').trim()
  const card = readSpokenCode(sought, cardCodeLength)
  const door = readDoor(sought)
  // A card's code is no door: it has no sign between its parts.
  if (card && !door) return answer(c, {}, await findByCard(c.var.context, card), null)
  if (!door) {
    await checkSession(c)
    return drawSearch(c, typed, fieldWrong('sought', sought === '' ? 'sought_missing' : 'sought_unreadable'))
  }
  return answer(c, typed, await findByDoor(c.var.context, door, (typed['surname'] ?? '').trim()), door)
}

const answer = (
  c: AppContext,
  typed: Typed,
  found: { ok: true; value: string } | { ok: false; refusal: MembersRefusal },
  door: Door | null,
) => {
  if (found.ok) return c.redirect(`/desk/households/${found.value}/`, 303)
  const free = found.refusal.code === 'door_unregistered' && door ? doorText(door) : null
  return drawSearch(c, typed, found.refusal, free)
}
