import type { Catalogue } from '../../catalogue.ts'
import type { NamedActivity } from '../../features/activities/agenda.ts'
import { calendarFile } from '../../features/activities/ics.ts'
import { agendaView } from './view.ts'

/** A calendar file of these activities, from now on. */
export const calendarAnswer = (slugs: string[], { site, activities }: Catalogue, now: number): Response => {
  const known = slugs.flatMap((slug) => activities[slug] ?? [])
  const coming = known.map((activity) => ({ ...activity, occurrences: activity.occurrences.filter(({ ends_at }) => ends_at > now) }))
  return new Response(calendarFile(coming, { site, now }), { headers: { 'content-type': 'text/calendar; charset=utf-8' } })
}

export const textAnswer = (text: string): Response =>
  new Response(`${text}\n`, { headers: { 'content-type': 'text/plain; charset=utf-8' } })

/** A list of activities as the file of its page, `ics` or `txt`. */
export const listFormats = ['ics', 'txt']

export const listAnswer = (
  format: string | undefined,
  wished: NamedActivity[],
  catalogue: Catalogue,
  now: number,
  title: string,
  path: string,
) =>
  format === 'ics'
    ? calendarAnswer(
        wished.map(({ slug }) => slug),
        catalogue,
        now,
      )
    : textAnswer(agendaView(wished, catalogue, now, title, path).text)
