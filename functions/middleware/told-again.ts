import type { MiddlewareHandler } from 'hono'
import type { AppEnv } from '../../src/kernel/http.server.ts'
import type { Host } from '../host.ts'

/** How long an answer may be told again without asking; whoever takes places is told by the database. */
const lastsMs = 1000

/**
 * Tells the good answer of an address again for at most a second of the site's clock, not past the moment at which it changes by itself
 * (`changes_at`, set by its handler), and never as it was before a write of this process. Only whole answers are shared, not the asking, because a request at the edge may not wait for another one's; what was asked before a
 * write of this process ended is not kept. Stands before everything else, so that a crowd that looks costs next to nothing; `route` is
 * the pattern for the log. Answers are few: only addresses that exist have good ones.
 */
export const toldAgain = (host: Host, route: string): MiddlewareHandler<AppEnv> => {
  const answers = new Map<string, { text: string; asked_at: number; good_until: number }>()
  let writes = 0

  return async (c, next) => {
    const database = host.database()
    const before = database.writesDone()
    if (before !== writes) answers.clear()
    writes = before
    const now = host.now()
    const known = answers.get(c.req.path)
    if (known && known.asked_at <= now && now < known.good_until) {
      host.log({ event: 'request', method: 'GET', route, status: 200, ms: 0 })
      return new Response(known.text, { headers: { 'content-type': 'application/json' } })
    }
    await next()
    const changesAt = c.get('changes_at')
    if (c.res.status !== 200 || changesAt === undefined) return undefined
    const text = await c.res.clone().text()
    if (database.writesDone() === before) answers.set(c.req.path, { text, asked_at: now, good_until: Math.min(now + lastsMs, changesAt) })
    return undefined
  }
}
