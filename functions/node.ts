import { statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { Server } from 'node:http'
import { join } from 'node:path'
import catalogue from 'virtual:mulin/catalogue'
import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { createApp } from 'astro/app/entrypoint'
import { setGetEnv } from 'astro/env/setup'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { answerWish, CannotStart, closeHost, host, openHost, remindOfSecret } from './adapters/node-host.ts'
import { cutSilence, lastAnswersMs, patience, waitingAtDoor } from './adapters/node-limits.ts'
import { packedWhenAsked } from './adapters/node-packed.ts'
import { jobsEveryMinutes, runBackup, runJobs } from './jobs/index.ts'
import { changeNotices } from './middleware/changes.ts'
import { securityHeaders } from './middleware/headers.ts'
import { policiesOnTheDay } from './middleware/policies.ts'
import { readingMode } from './middleware/reading-mode.ts'
import { unchanged } from './middleware/unchanged.ts'

setGetEnv((key) => process.env[key])
const astro = createApp()
const folder = join(import.meta.dirname, '../client')
const port = Number(process.env['PORT'] ?? 4321)
const hostname = process.env['HOST'] ?? '0.0.0.0'

/** The address a request comes from; behind a proxy of one's own, what that proxy says. */
const addressOf = (bindings: HttpBindings, forwarded: string | undefined) =>
  (process.env['MULIN_TRUST_PROXY'] === '1' && forwarded?.split(',').at(-1)?.trim()) || bindings.incoming.socket.remoteAddress || 'unknown'

const cacheFor = (path: string) =>
  /\/(_astro\/|search\/\w+-)/.test(path) ? 'public, max-age=31536000, immutable' : 'public, max-age=0, must-revalidate'

/** A file's version by its time and size, so that a reader who has it is told so; pages made on request get none. */
const versionOf = (path: string) => {
  const { mtimeMs, size } = statSync(path)
  return `W/"${Math.round(mtimeMs).toString(36)}-${size.toString(36)}"`
}

const files = serveStatic<{ Bindings: HttpBindings }>({
  root: folder,
  precompressed: true,
  onFound: (path, c) => {
    c.header('cache-control', cacheFor(path))
    c.header('etag', versionOf(path))
  },
})

/** Files as they lie, packed for whoever reads brotli; everything else goes to the site. */
const front = new Hono<{ Bindings: HttpBindings }>()
  .use(securityHeaders())
  .use(compress())
  .use(readingMode())
  .use(changeNotices(host, catalogue))
  .use(policiesOnTheDay(host, catalogue))
  .get('*', unchanged(), packedWhenAsked(folder), files)
  .all('*', (c) =>
    astro.render(c.req.raw, {
      addCookieHeader: true,
      clientAddress: addressOf(c.env, c.req.header('x-forwarded-for')),
      prerenderedErrorPageFetch: async () =>
        new Response(await readFile(join(folder, '404.html')), { status: 404, headers: { 'content-type': 'text/html; charset=utf-8' } }),
    }),
  )

/** How soon `npm run backup` is heard. */
const wishesEveryMs = 1000

const start = async () => {
  await openHost()
  await runJobs(host, catalogue)
  const upkeep = async () => {
    await runJobs(host, catalogue)
    await runBackup(host, catalogue)
  }
  const timers = [setInterval(upkeep, jobsEveryMinutes * 60_000), setInterval(answerWish, wishesEveryMs)]
  const server = createAdaptorServer({ fetch: front.fetch, hostname, serverOptions: patience }) as Server
  server.listen({ port, host: hostname, backlog: waitingAtDoor }, () => {
    console.log(`${catalogue.site.name} 已启动：http://localhost:${port}/`)
    console.log(`  长辈版：http://localhost:${port}/?elder=1`)
    if (!catalogue.site.sample) remindOfSecret()
    runBackup(host, catalogue)
  })
  cutSilence(server)
  server.on('error', (error: NodeJS.ErrnoException) => {
    console.error(
      error.code === 'EADDRINUSE' ? `端口 ${port} 已被占用，所以没有启动。请停掉占用它的程序，或用 PORT 换一个端口。` : error.message,
    )
    closeHost()
    process.exit(1)
  })
  const stop = () => {
    for (const timer of timers) clearInterval(timer)
    server.close(() => {
      closeHost()
      process.exit(0)
    })
    server.closeIdleConnections()
    setTimeout(() => server.closeAllConnections(), lastAnswersMs).unref()
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

start().catch((error: unknown) => {
  console.error(error instanceof CannotStart ? error.message : error)
  process.exit(1)
})
