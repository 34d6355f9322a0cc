import catalogue from 'virtual:mulin/catalogue'
import { host } from 'virtual:mulin/host'
import { astro, FetchState, getFetchState } from 'astro/hono'
import { Hono } from 'hono'
import { securityHeaders } from './middleware/headers.ts'
import { createSite, type SiteParts } from './site.ts'

const renderPage = astro()

/** An outage is drawn by a page of its own, whatever address it happened at. */
const problemAddress = '/problem/'

/** Hands the page its data and lets Astro draw the page of this address. */
const drawPage: SiteParts['drawPage'] = async (c, data, status) => {
  if (data.outage) c.set('fetchState', new FetchState(new Request(new URL(problemAddress, c.req.url))))
  const { locals } = getFetchState(c)
  Object.assign(locals, data, { now: host.now(), ...(status && { status }) })
  return (await renderPage(c, async () => {})) as Response
}

const site = createSite({ host, catalogue, drawPage, clientAddress: (c) => getFetchState(c).clientAddress ?? 'unknown' })

/** While editing no host stands in front that opens the database and adds headers. */
const editing = () =>
  new Hono({ strict: false })
    .use(async (_c, next) => {
      await host.ready()
      await next()
    })
    .use(securityHeaders())
    .route('/', site)

export default import.meta.env.DEV ? editing() : site
