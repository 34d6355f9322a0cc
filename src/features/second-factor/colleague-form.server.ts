import type { StaffActor } from '../../kernel/actor.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { giveSession, pageAfterSignin, readSession, takeSessionBack } from '../sessions/store.server.ts'
import type { KeptForm } from './kept-form.server.ts'
import { type NextSession, nextSession } from './next-session.server.ts'

/** The member of staff the route has let in (`colleague` in functions/access.ts). */
export const colleagueOf = ({ actor }: RequestContext): StaffActor => {
  if (actor.kind !== 'staff') throw new Error('the second factor of somebody who is not staff')
  return actor
}

/** Where passkeys are good: the host the browser sees. Another site's `Origin` was turned away before. */
export const passkeyPlace = (c: AppContext) => {
  const { origin, hostname } = new URL(c.req.header('origin') ?? c.req.url)
  return { rpId: hostname, origin }
}

/** The session has ended, whatever the cookie says. */
export const over = (c: AppContext) => {
  takeSessionBack(c, 'staff')
  return c.redirect('/signin/?said=over', 303)
}

/** In which session this browser goes on once its second factor is given. */
export const nextSessionOf = async (c: AppContext) => {
  const { vault } = c.var.context
  const held = await readSession(c, vault, 'staff')
  if (!held) throw new Error('the second factor of a browser without a session')
  return nextSession(vault, held.token)
}

/** The second factor was given: another token, and the cookie says who this is by now. */
export const settle = async (c: AppContext, { token }: NextSession, claims: StaffActor, kept: KeptForm | null = null) => {
  await giveSession(c, c.var.context.vault, token, claims)
  if (kept) return c.var.page({ kind: 'resume', ...kept })
  return c.redirect(await pageAfterSignin(c, 'staff'), 303)
}
