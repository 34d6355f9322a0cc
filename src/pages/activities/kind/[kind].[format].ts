import { getCollection } from 'astro:content'
import catalogue from 'virtual:mulin/catalogue'
import type { APIRoute } from 'astro'
import { buildNow } from '../../../../build/now.ts'
import { listAnswer, listFormats } from '../../../components/activities/files.ts'
import { kindLinks } from '../../../components/activities/links.ts'
import { named } from '../../../components/named.ts'
import type { NamedActivity } from '../../../features/activities/agenda.ts'
import { isWished } from '../../../features/activities/filter.ts'

export const getStaticPaths = async () => {
  const activities = (await getCollection('activities')).map(named)
  return kindLinks(activities).flatMap(({ key, word }) => {
    const wished = activities.filter(({ data }) => isWished(data, { kind: word }))
    return listFormats.map((format) => ({ params: { kind: key, format }, props: { word, wished } }))
  })
}

export const GET: APIRoute = ({ params, props }) => {
  const { word, wished } = props as { word: string; wished: NamedActivity[] }
  return listAnswer(params['format'], wished, catalogue, buildNow(), `${catalogue.site.name}${word}`, `/activities/kind/${params['kind']}/`)
}
