import type { MiddlewareHandler } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

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
  if (!c.res.headers.get('content-type')?.startsWith('text/html')) return
  c.header('vary', 'Cookie', { append: true })
  if (chosen) setCookie(c, cookieName, chosen, { path: '/', maxAge: aYear, sameSite: 'Lax', httpOnly: true })
  if (!elder || c.req.method === 'HEAD') return
  const html = (await c.res.text()).replace('<html ', '<html data-reading="elder" ')
  const headers = new Headers(c.res.headers)
  headers.delete('content-length')
  headers.delete('etag')
  const { status } = c.res
  // Hono copies the headers of an answer into the one that takes its place, also those deleted above, unless it is taken away first.
  c.res = undefined
  c.res = new Response(html, { status, headers })
}

/** A packed file cannot be marked, an unchanged one (304) has no text to mark: ask for the plain one. */
const withoutPackedAnswer = (request: Request) => {
  const plain = new Request(request)
  for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since', 'range']) plain.headers.delete(name)
  return plain
}
