import { getCollection } from 'astro:content'
import catalogue from 'virtual:mulin/catalogue'
import type { APIRoute } from 'astro'
import { buildNow } from '../../../../build/now.ts'
import { listAnswer, listFormats } from '../../../components/activities/files.ts'
import { type AgendaFilter, agendaFilters } from '../../../components/activities/filters.ts'
import { named } from '../../../components/named.ts'

export const getStaticPaths = async () =>
  agendaFilters((await getCollection('activities')).map(named))
    .filter(({ by }) => by === 'kind')
    .flatMap((filter) => listFormats.map((format) => ({ params: { kind: filter.key, format }, props: { filter } })))

export const GET: APIRoute = ({ params, props }) => {
  const { title, path, wished } = (props as { filter: AgendaFilter }).filter
  return listAnswer(params['format'], wished, catalogue, buildNow(), `${catalogue.site.name}${title}`, `${path}/`)
}
