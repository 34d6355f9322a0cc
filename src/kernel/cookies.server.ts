import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { isSecure } from './http.server.ts'

interface Kind {
  path: string
  sameSite: 'Lax' | 'Strict'
}

/**
 * What a name begins with where the connection is encrypted: a browser then takes the cookie only from here, encrypted, and
 * nobody at another name of the domain or on the way can plant one. Source: RFC 6265bis, section 4.1.3.
 */
const prefixOf = (path: string) => (path === '/' ? '__Host-' : '__Secure-')

/** Sets a cookie that no script can read, by its plain name. `maxAge` is in seconds. */
export const giveCookie = (c: Context, name: string, value: string, { path, sameSite, maxAge }: Kind & { maxAge: number }) => {
  const secure = isSecure(c)
  setCookie(c, secure ? `${prefixOf(path)}${name}` : name, value, { path, httpOnly: true, secure, sameSite, maxAge })
  if (secure && getCookie(c, name) !== undefined) deleteCookie(c, name, { path })
}

/** What the browser holds under this name; where the connection is encrypted also under the plain name that was used before. */
export const heldCookie = (c: Context, name: string, path = '/'): string | undefined =>
  (isSecure(c) ? getCookie(c, `${prefixOf(path)}${name}`) : undefined) ?? getCookie(c, name)

export const takeCookieBack = (c: Context, name: string, path = '/') => {
  if (isSecure(c)) deleteCookie(c, `${prefixOf(path)}${name}`, { path, secure: true })
  deleteCookie(c, name, { path })
}
