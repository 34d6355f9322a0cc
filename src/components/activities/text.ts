import type { Catalogue } from '../../catalogue.ts'
import type { NamedActivity } from '../../features/activities/agenda.ts'
import { repetitionInWords } from '../../features/activities/copy.ts'
import { activityText } from '../../features/activities/plain-text.ts'

/** One activity as text to copy into a message. */
export const textOfActivity = ({ slug, data }: NamedActivity, { site, activities }: Catalogue, now: number): string => {
  const known = activities[slug]
  if (!known) throw new Error(`the catalogue has no activity ${slug}`)
  return activityText(
    {
      title: data.title,
      repetition: repetitionInWords(data.schedule),
      place: known.place,
      phone: data.phone,
      cost: data.cost,
      bring: data.bring,
      needs_signup: data.signup !== undefined,
      cancelled: data.cancelled ?? null,
      url: `${site.url}/activities/${slug}/`,
      occurrences: known.occurrences.filter(({ ends_at }) => ends_at > now),
    },
    { now, timeZone: site.time_zone },
  )
}
