import { activityKinds, audiences, keyOf, wordsOf } from '../../content-schemas/vocabulary.ts'
import type { NamedActivity } from '../../features/activities/agenda.ts'
import { isWished } from '../../features/activities/filter.ts'

/** The kinds that have an activity, as addresses. */
export const kindLinks = (activities: NamedActivity[]) =>
  wordsOf(activityKinds)
    .filter((kind) => activities.some(({ data }) => isWished(data, { kind })))
    .map((word) => ({ key: keyOf(activityKinds, word), word, href: `/activities/kind/${keyOf(activityKinds, word)}/` }))

/** The audiences an activity names. */
export const audienceLinks = (activities: NamedActivity[]) =>
  wordsOf(audiences)
    .filter((word) => activities.some(({ data }) => data.audiences.includes(word)))
    .map((word) => ({ key: keyOf(audiences, word), word, href: `/activities/audience/${keyOf(audiences, word)}/` }))
