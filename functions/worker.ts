import { env, waitUntil } from 'cloudflare:workers'
import catalogue from 'virtual:mulin/catalogue'
import { createApp } from 'astro/app/entrypoint'
import { setGetEnv } from 'astro/env/setup'
import { Hono } from 'hono'
import { host, keepAliveWith, readFilesWith } from './adapters/edge-host.ts'
import { runJobs } from './jobs/index.ts'
import { changeNotices } from './middleware/changes.ts'
import { securityHeaders } from './middleware/headers.ts'
import { policiesOnTheDay } from './middleware/policies.ts'
import { readingMode } from './middleware/reading-mode.ts'

const { ASSETS, ...settings } = env

setGetEnv((key) => Reflect.get(settings, key) as string | undefined)
keepAliveWith(waitUntil)
readFilesWith((request) => ASSETS.fetch(request))

const astro = createApp()

/** Files have their address without what their name ends with. */
const fileAt = (url: string) => ASSETS.fetch(new Request(url.replace(/(?:index)?\.html$/, '')))

const drawn = (request: Request) => {
  const address = request.headers.get('cf-connecting-ip')
  return astro.render(request, { addCookieHeader: true, prerenderedErrorPageFetch: fileAt, ...(address && { clientAddress: address }) })
}

/** What no page is drawn for at this address is a file, or else the site's own 404. */
const front = new Hono()
  .use(securityHeaders())
  .use(readingMode())
  .use(changeNotices(host, catalogue))
  .use(policiesOnTheDay(host, catalogue))
  .all('*', async (c) => {
    if (astro.match(c.req.raw)) return drawn(c.req.raw)
    const file = await fileAt(c.req.url)
    return file.status === 404 ? drawn(c.req.raw) : file
  })

export default {
  fetch: front.fetch,
  scheduled: () => runJobs(host, catalogue),
}
