import type { APIRoute } from 'astro'
import catalogue from 'virtual:mulin/catalogue'

export const GET: APIRoute = () =>
  new Response(`User-agent: *\nDisallow: /signups/\nDisallow: /api/\n\nSitemap: ${catalogue.site.url}/sitemap.xml\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
