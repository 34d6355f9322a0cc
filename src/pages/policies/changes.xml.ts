import { getCollection } from 'astro:content'
import catalogue from 'virtual:mulin/catalogue'
import type { APIRoute } from 'astro'
import { xmlAnswer } from '../../components/feeds/xml.ts'
import { named } from '../../components/named.ts'
import { changesFeed, changesOf } from '../../components/policies/changes.ts'

export const GET: APIRoute = async () =>
  xmlAnswer(changesFeed(changesOf((await getCollection('policies')).map(named)), catalogue.site), 'application/rss+xml')
