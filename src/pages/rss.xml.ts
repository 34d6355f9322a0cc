import { getCollection } from 'astro:content'
import catalogue from 'virtual:mulin/catalogue'
import type { APIRoute } from 'astro'
import { buildNow } from '../../build/now.ts'
import { feedOf } from '../components/feeds/feed.ts'
import { xmlAnswer } from '../components/feeds/xml.ts'
import { named } from '../components/named.ts'

export const GET: APIRoute = async () => {
  const policies = (await getCollection('policies')).map(named)
  const activities = (await getCollection('activities')).map(named)
  return xmlAnswer(feedOf(policies, activities, catalogue, buildNow()), 'application/rss+xml')
}
