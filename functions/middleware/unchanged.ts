import type { MiddlewareHandler } from 'hono'

const kept = ['etag', 'cache-control', 'vary']

/** Answers 304 to a reader who has this version already (RFC 9110, section 13.1.2). Answers without an ETag pass. */
export const unchanged = (): MiddlewareHandler => async (c, next) => {
  await next()
  const version = c.res.headers.get('etag')
  const known = c.req.header('if-none-match')?.split(/,\s*/) ?? []
  if (!version || c.res.status !== 200 || !known.includes(version)) return
  const headers = new Headers()
  for (const name of kept) headers.set(name, c.res.headers.get(name) ?? '')
  c.res = undefined
  c.res = new Response(null, { status: 304, headers })
}
