import { getCollection } from 'astro:content'
import catalogue from 'virtual:mulin/catalogue'
import type { APIRoute } from 'astro'
import { buildNow } from '../../../build/now.ts'
import { calendarAnswer, textAnswer } from '../../components/activities/files.ts'
import { textOfActivity } from '../../components/activities/text.ts'
import { named } from '../../components/named.ts'
import type { NamedActivity } from '../../features/activities/agenda.ts'

export const getStaticPaths = async () =>
  (await getCollection('activities'))
    .map(named)
    .flatMap((activity) => ['ics', 'txt'].map((format) => ({ params: { slug: activity.slug, format }, props: { activity } })))

export const GET: APIRoute = ({ params, props }) => {
  const { activity } = props as { activity: NamedActivity }
  if (params['format'] === 'ics') return calendarAnswer([activity.slug], catalogue, buildNow())
  return textAnswer(textOfActivity(activity, catalogue, buildNow()))
}
