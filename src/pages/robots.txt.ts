import catalogue from 'virtual:mulin/catalogue'
import type { APIRoute } from 'astro'

export const GET: APIRoute = () =>
  new Response(`User-agent: *\nDisallow: /signups/\nDisallow: /api/\n\nSitemap: ${catalogue.site.url}/sitemap.xml\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
