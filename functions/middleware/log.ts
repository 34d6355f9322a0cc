import type { MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import type { Host } from '../host.ts'

/** One line a request: the route's pattern instead of its address, so that nothing typed into an address is kept. */
export const requestLog =
  (host: Host): MiddlewareHandler =>
  async (c, next) => {
    const began = performance.now()
    await next()
    const route = matchedRoutes(c).find(({ path }) => !path.endsWith('*'))?.path ?? 'page'
    host.log({ event: 'request', method: c.req.method, route, status: c.res.status, ms: Math.round(performance.now() - began) })
  }
