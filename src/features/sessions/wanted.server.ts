import type { Context } from 'hono'
import { z } from 'zod'
import { giveCookie, heldCookie, takeCookieBack } from '../../kernel/cookies.server.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { type SessionKind, takeSessionBack } from './cookies.server.ts'
import { wantedPageMs } from './limits.ts'

const name = 'wanted_page'
const boundTo = 'wanted page'
const wantedSchema = z.object({ path: z.string(), until: z.number() })

/** What may stand in the path of a page here. A file is no page to go on to, and `/staff/` is itself the way in. */
const pagePath = /^\/(?!staff\/)[a-z][\w/-]*$/

/** The pages of staff all stand below the desk; nobody is led to a page of the other kind of person. */
const isOf = (path: string): SessionKind => (/^\/desk(\/|$)/.test(path) ? 'staff' : 'resident')

/**
 * Keeps the page this request asked for, for who signs in here next. Call it only where the route is one of the site's own:
 * the path is sealed, so that nobody else can say where signing in leads. What follows `?` is left out.
 */
export const rememberPage = async (c: AppContext) => {
  const { vault, now } = c.var.context
  const path = new URL(c.req.url).pathname
  if (!pagePath.test(path)) return
  giveCookie(c, name, await vault.seal(JSON.stringify({ path, until: now + wantedPageMs }), boundTo), {
    path: '/',
    sameSite: 'Lax',
    maxAge: wantedPageMs / 1000,
  })
}

/** A resident who wants a page was signed out elsewhere: this browser forgets the session, and signing in leads back. */
export const signInAgain = async (c: AppContext) => {
  takeSessionBack(c, 'resident')
  await rememberPage(c)
  return c.redirect('/signin/', 303)
}

const readPage = async (c: AppContext, sealed: string) => {
  const { vault, now } = c.var.context
  const plain = await vault.open(sealed, boundTo)
  if (plain === null) return null
  const { path, until } = wantedSchema.parse(JSON.parse(plain))
  return until > now ? path : null
}

const forget = (c: Context) => takeCookieBack(c, name)

/** Where somebody who is in now goes on: to the page they wanted before, once and for ten minutes, else to the usual one. */
export const pageAfterSignin = async (c: AppContext, kind: SessionKind): Promise<string> => {
  const usual = kind === 'staff' ? '/desk/' : '/me/'
  const sealed = heldCookie(c, name)
  if (!sealed) return usual
  forget(c)
  const path = await readPage(c, sealed)
  return path !== null && isOf(path) === kind ? path : usual
}
