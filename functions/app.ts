import { astro, getFetchState } from 'astro/hono'
import type { Context } from 'hono'
import catalogue from 'virtual:mulin/catalogue'
import { host } from 'virtual:mulin/host'
import { Hono } from 'hono'
import { securityHeaders } from './middleware/headers.ts'
import { readingMode } from './middleware/reading-mode.ts'
import { createSite } from './site.ts'

const renderPage = astro()

/** Hands the page its data and lets Astro draw the page of this address. */
const drawPage = async (c: Context, data: object, status?: number) => {
  const { locals } = getFetchState(c)
  Object.assign(locals, data, { status })
  return (await renderPage(c, async () => {})) as Response
}

const site = createSite({ host, catalogue, drawPage, clientAddress: (c) => getFetchState(c).clientAddress ?? 'unknown' })

/** While editing there is no host in front that adds headers and 长辈版 to files. */
const editing = () => new Hono().use(securityHeaders()).use(readingMode()).route('/', site)

export default import.meta.env.DEV ? editing() : site
