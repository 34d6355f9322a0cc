import type { MiddlewareHandler } from 'hono'
import { getPath } from 'hono/utils/url'
import type { AppEnv } from '../../src/kernel/http.server.ts'
import type { Host } from '../host.ts'

/** How long an answer may be told again without asking; whoever takes places is told by the database. */
const lastsMs = 1000

const headers = { 'content-type': 'application/json' }

interface Memory {
  /** Keeps the answer of the route it stands on. */
  keep: MiddlewareHandler<AppEnv>
  /** The answer that is still good, before anything else has looked at the request; null when there is none. */
  tell(request: Request): Response | null
}

/**
 * Tells the good answer of an address again for at most a second of the site's clock, not past the moment at which it changes by itself
 * (`changes_at`, set by its handler), and never as it was before a write of this process. Only whole answers are shared, not the asking,
 * because a request at the edge may not wait for another one's; what was asked before a write of this process ended is not kept. It is
 * told before the request is even routed, because that costs as much as an empty answer; `route` is the pattern for the log. Answers are
 * few: only addresses that exist have good ones.
 */
export const toldAgain = (host: Host, route: string): Memory => {
  const answers = new Map<string, { text: string; asked_at: number; good_until: number }>()
  const line = { event: 'request', method: 'GET', route, status: 200, ms: 0 }
  let writes = 0

  /** Forgets everything once there was a write; gives back how many there were. */
  const writesSeen = () => {
    const done = host.database().writesDone()
    if (done !== writes) answers.clear()
    writes = done
    return done
  }

  return {
    keep: async (c, next) => {
      const before = writesSeen()
      const now = host.now()
      await next()
      const changesAt = c.get('changes_at')
      if (c.res.status !== 200 || changesAt === undefined) return
      const text = await c.res.clone().text()
      const good = { text, asked_at: now, good_until: Math.min(now + lastsMs, changesAt) }
      if (writesSeen() === before) answers.set(c.req.path, good)
    },
    tell: (request) => {
      if (answers.size === 0 || request.method !== 'GET') return null
      const known = answers.get(getPath(request))
      if (!known) return null
      writesSeen()
      const now = host.now()
      if (answers.size === 0 || now < known.asked_at || now >= known.good_until) return null
      host.log(line)
      return new Response(known.text, { headers })
    },
  }
}
