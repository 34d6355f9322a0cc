import { env, waitUntil } from 'cloudflare:workers'
import catalogue from 'virtual:mulin/catalogue'
import { handle } from '@astrojs/cloudflare/handler'
import { Hono } from 'hono'
import { host, keepAliveWith, readFilesWith } from './adapters/edge-host.ts'
import { runJobs } from './jobs/index.ts'
import { changeNotices } from './middleware/changes.ts'
import { securityHeaders } from './middleware/headers.ts'
import { policiesOnTheDay } from './middleware/policies.ts'
import { readingMode } from './middleware/reading-mode.ts'

type Handle = typeof handle

keepAliveWith(waitUntil)
readFilesWith((request) => env.ASSETS.fetch(request))

const front = new Hono<{ Bindings: Parameters<Handle>[1] }>()
  .use(securityHeaders())
  .use(readingMode())
  .use(changeNotices(host, catalogue))
  .use(policiesOnTheDay(host, catalogue))
  .all(
    '*',
    (c) => handle(c.req.raw as Parameters<Handle>[0], c.env, c.executionCtx as Parameters<Handle>[2]) as unknown as Promise<Response>,
  )

export default {
  fetch: front.fetch,
  scheduled: () => runJobs(host, catalogue),
}
