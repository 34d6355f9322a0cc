import type { Context, MiddlewareHandler } from 'hono'

const safeMethods = ['GET', 'HEAD', 'OPTIONS']

const hostOf = (address: string | undefined) => (address && URL.canParse(address) ? new URL(address).host : null)

/**
 * Turns away what another site's page posts here. A browser says where a post comes from in `Origin` (RFC 6454), newer
 * ones also in `Sec-Fetch-Site`; a program or an old browser that says neither brings no cookie worth stealing and passes.
 * Hosts are compared without scheme, because a proxy may speak TLS for us.
 */
export const originCheck = (siteUrl: string, refuse: (c: Context) => Response | Promise<Response>): MiddlewareHandler => {
  const siteHost = hostOf(siteUrl)
  return async (c, next) => {
    if (safeMethods.includes(c.req.method)) return next()
    const origin = c.req.header('origin')
    const fetchSite = c.req.header('sec-fetch-site')
    if (origin !== undefined) {
      const own = [hostOf(c.req.url), c.req.header('host'), siteHost]
      return own.includes(hostOf(origin) ?? 'none') ? next() : refuse(c)
    }
    if (fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none') return refuse(c)
    return next()
  }
}
