import type { Place } from '../../src/content-schemas/place.ts'
import { type Rate, rateSchema } from '../../src/content-schemas/rate.ts'
import { placeKinds } from '../../src/content-schemas/vocabulary.ts'
import { addDays } from '../../src/kernel/calendar.ts'
import type { Problem } from './content.ts'
import type { Draft } from './draft.ts'
import { fieldName, fieldSentence } from './sentences.ts'

/** Stations of a rate that are places of another kind. One that is no place at all has its sentence already. */
export const stationSentences = (drafts: Draft[]): Problem[] => {
  const kinds = new Map(
    drafts.flatMap(({ collection, slug, entry }) => (collection === 'places' && entry ? [[slug, (entry.data as Place).kind]] : [])),
  )
  return ratesOf(drafts).flatMap(({ file, data }) =>
    data.rows.flatMap(({ stations = [] }, row) =>
      stations.flatMap((station, place) => {
        const kind = kinds.get(station)
        if (kind === undefined || kind === placeKinds.recycling) return []
        return [
          {
            file,
            sentence: fieldSentence(rateSchema, ['rows', row, 'stations', place], `写的“${station}”是${kind}，不是${placeKinds.recycling}`),
          },
        ]
      }),
    ),
  )
}

/** Two versions on one day, or a day between two versions that has none. Each is told once, of the later file. */
export const versionSentences = (drafts: Draft[]): Problem[] => {
  const versions = ratesOf(drafts).sort((a, b) => (a.data.from < b.data.from ? -1 : a.data.from > b.data.from ? 1 : 0))
  return versions.flatMap((next, index): Problem[] => {
    const before = versions.slice(0, index)
    const last = before.reduce<Version | undefined>((longest, one) => (longest && endOf(longest) >= endOf(one) ? longest : one), undefined)
    return last ? joint(last, next) : []
  })
}

type Version = { file: string; data: Rate }

const ratesOf = (drafts: Draft[]): Version[] =>
  drafts.flatMap(({ collection, file, entry }) => (collection === 'rates' && entry ? [{ file, data: entry.data as Rate }] : []))

/** Later than any day that can be written. */
const never = '9999-12-31'
const endOf = ({ data }: Version) => data.until ?? never

const joint = (last: Version, next: Version): Problem[] => {
  const { from } = next.data
  const { until } = last.data
  const due = addDays(from, -1)
  if (until === due) return []
  const field = fieldName(rateSchema, ['from'])
  const order = due < last.data.from ? '请改其中一份的日期。' : `请把两份接上：${last.file} 到 ${due} 止，或者改这一份的 from。`
  if (until === undefined)
    return [{ file: next.file, sentence: `${field}是 ${from}，可是 ${last.file} 没有写到哪天止，从 ${from} 起有两份积分标准。${order}` }]
  if (until > due) {
    const [both = until] = [until, endOf(next)].sort()
    return [
      { file: next.file, sentence: `${field}是 ${from}，可是 ${last.file} 到 ${until} 才止，${days(from, both)}有两份积分标准。${order}` },
    ]
  }
  return [
    {
      file: next.file,
      sentence: `${field}是 ${from}，可是 ${last.file} 到 ${until} 就止了，${days(addDays(until, 1), due)}没有积分标准。${order}`,
    },
  ]
}

const days = (first: string, last: string) => (first === last ? `${first} 这一天` : `${first} 到 ${last} `)
