import { getCollection } from 'astro:content'
import catalogue from 'virtual:mulin/catalogue'
import type { APIRoute } from 'astro'
import { buildNow } from '../../build/now.ts'
import { sheetMonths } from '../components/activities/horizon.ts'
import { audienceLinks, kindLinks } from '../components/activities/links.ts'
import { xmlAnswer } from '../components/feeds/xml.ts'
import { named } from '../components/named.ts'
import { policiesByAudience, policiesByTopic } from '../features/policies/groups.ts'

export const GET: APIRoute = async () => {
  const policies = (await getCollection('policies')).map(named)
  const activities = (await getCollection('activities')).map(named)
  const others = await Promise.all([getCollection('programmes'), getCollection('places'), getCollection('rewards')])
  const paths = [
    '/',
    '/policies/',
    '/policies/a-z/',
    '/policies/changes/',
    ...policiesByAudience(policies).map(({ key }) => `/policies/audience/${key}/`),
    ...policiesByTopic(policies).map(({ key }) => `/policies/topic/${key}/`),
    ...policies.map(({ slug }) => `/policies/${slug}/`),
    ...Object.keys(catalogue.checkers).map((slug) => `/checkers/${slug}/`),
    '/activities/',
    '/activities/archive/',
    '/activities/subscribe/',
    ...sheetMonths(buildNow(), catalogue.site.time_zone).map((month) => `/activities/month/${month}/`),
    ...[...kindLinks(activities), ...audienceLinks(activities)].map(({ href }) => href),
    ...activities.map(({ slug }) => `/activities/${slug}/`),
    '/surveys/',
    ...Object.keys(catalogue.surveys).map((slug) => `/surveys/${slug}/`),
    ...(await getCollection('replies')).map(({ data }) => `/replies/${data.survey}/`),
    '/programmes/',
    '/places/',
    '/points/',
    '/rewards/',
    '/public-account/',
    ...others.flat().map(({ collection, id }) => `/${collection}/${id}/`),
    ...(await getCollection('pages')).map(({ id }) => `/${id}/`),
  ]
  const urls = paths.map((path) => `<url><loc>${catalogue.site.url}${path}</loc></url>`)
  return xmlAnswer(`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${urls.join('')}</urlset>`, 'application/xml')
}
