import type { MiddlewareHandler } from 'hono'
import { isSecure } from '../../src/kernel/http.server.ts'

const everywhere = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
}

/** What a page may load stands in its own policy (a meta element with hashes); what only a header can say stands here. */
const forPages = "frame-ancestors 'none'; base-uri 'none'; form-action 'self'; object-src 'none'"
const forData = "default-src 'none'; frame-ancestors 'none'"

/**
 * The headers of every answer, pages, files and data alike, on both hosts. An answer without content (304, 303) brings no
 * policy: a browser would put it over the one of the page it kept.
 */
export const securityHeaders = (): MiddlewareHandler => async (c, next) => {
  await next()
  for (const [name, value] of Object.entries(everywhere)) c.header(name, value)
  const type = c.res.headers.get('content-type')
  if (type) c.header('content-security-policy', type.startsWith('text/html') ? forPages : forData, { append: true })
  if (isSecure(c)) c.header('strict-transport-security', 'max-age=31536000; includeSubDomains')
}
