import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { isPage, rewritePage, withoutPackedAnswer } from './rewrite.ts'

const cookieName = 'elder'
const aYear = 365 * 86_400

/**
 * 长辈版: the same page with larger tokens. `?elder=1` in an address turns it on, `?elder=0` off, a cookie remembers it; both
 * work without script, because the answer itself carries `data-reading="elder"` on its root element.
 */
export const readingMode = (): MiddlewareHandler => async (c, next) => {
  const asked = c.req.query('elder')
  const chosen = asked === '1' || asked === '0' ? asked : undefined
  const elder = (chosen ?? getCookie(c, cookieName)) === '1'
  if (elder) c.req.raw = withoutPackedAnswer(c.req.raw)
  await next()
  if (!isPage(c)) return
  c.header('vary', 'Cookie', { append: true })
  if (chosen) setCookie(c, cookieName, chosen, { path: '/', maxAge: aYear, sameSite: 'Lax', httpOnly: true })
  if (!elder || c.req.method === 'HEAD') return
  await rewritePage(c, (html) => html.replace('<html ', '<html data-reading="elder" '))
}
