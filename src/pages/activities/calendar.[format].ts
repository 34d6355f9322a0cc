import { getCollection } from 'astro:content'
import catalogue from 'virtual:mulin/catalogue'
import type { APIRoute } from 'astro'
import { buildNow } from '../../../build/now.ts'
import { calendarAnswer, textAnswer } from '../../components/activities/files.ts'
import { agendaView } from '../../components/activities/view.ts'
import { named } from '../../components/named.ts'

export const getStaticPaths = () => ['ics', 'txt'].map((format) => ({ params: { format } }))

export const GET: APIRoute = async ({ params }) => {
  const now = buildNow()
  if (params['format'] === 'ics') return calendarAnswer(Object.keys(catalogue.activities), catalogue, now)
  const activities = (await getCollection('activities')).map(named)
  return textAnswer(agendaView(activities, catalogue, now, `${catalogue.site.name}近期活动`, '/activities/').text)
}
