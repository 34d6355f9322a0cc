import { resultOf } from '../../src/features/survey-results/result.ts'
import { addingNeed, closingFacts, publishing, readClosingFacts, sortingTexts } from '../../src/features/survey-results/store.server.ts'
import { tallied, tallying } from '../../src/features/survey-results/tally.server.ts'
import { deciding } from '../../src/features/survey-results/texts.server.ts'
import { receiptFingerprint, sealTexts, voterFingerprint } from '../../src/features/surveys/reads.server.ts'
import { type SampleSurvey, sampleSurveys } from '../../src/features/surveys/sample.ts'
import { type SampleSet, sampleSets } from '../../src/features/surveys/sample-answers.ts'
import type { CatalogueSurvey } from '../../src/features/surveys/schema.ts'
import { recording } from '../../src/features/surveys/store.server.ts'
import { addDays, dayOf, momentOf } from '../../src/kernel/calendar.ts'
import type { Row, Statement } from '../../src/kernel/database.ts'
import type { SampleParts } from './sample.ts'

type Sown = CatalogueSurvey & { sample: SampleSurvey }

/** Days after the last one on which the invented steward publishes. */
const publishedAfterDays = 3

/**
 * What the invented people answered, counted by the same statements as everybody's, for each survey that has begun and that nobody has
 * taken part in; and the results of those that have ended. `surveys` is only asked for when there is something to do. Returns how many
 * sets came.
 */
export const seedSampleSurveys = async (parts: SampleParts, surveys: () => Record<string, CatalogueSurvey>): Promise<number> => {
  const untouched = await untouchedOf(parts)
  if (untouched.length === 0) return 0
  const people = await peopleOf(parts)
  const today = dayOf(parts.now, parts.site.time_zone)
  const known = surveys()
  let sets = 0
  for (const slug of untouched) {
    const [survey, sample] = [known[slug], sampleSurveys[slug]]
    if (!survey || !sample || survey.opens_on > today || survey.respondents === '每位居民一份') continue
    sets += await answer(parts, { ...survey, sample }, people)
    if (sample.published && addDays(survey.closes_on, publishedAfterDays) < today)
      await publish(parts, { ...survey, sample }, people.steward)
  }
  return sets
}

const untouchedOf = async ({ database }: SampleParts) => {
  const [taken] = await database.read([{ sql: 'SELECT DISTINCT survey FROM survey_participations', args: {} }])
  const touched = new Set(taken?.rows.map(({ survey }) => survey))
  return Object.keys(sampleSurveys).filter((slug) => !touched.has(slug))
}

interface People {
  households: string[]
  steward: string
}

/** Households by their doors, but for the first few: one of their residents gets the sample's slip, and can still answer everything. */
const peopleOf = async ({ database }: SampleParts): Promise<People> => {
  const [homes, steward] = await database.read([
    {
      sql: "SELECT id FROM households WHERE created_by = 'sample' AND ended_at IS NULL ORDER BY building, unit, room LIMIT -1 OFFSET 6",
      args: {},
    },
    { sql: "SELECT id FROM staff WHERE created_by = 'sample' AND role = 'steward'", args: {} },
  ])
  return { households: idsOf(homes?.rows), steward: idsOf(steward?.rows)[0] ?? '' }
}

const idsOf = (rows: Row[] | undefined) => (rows ?? []).map(({ id }) => String(id))

/** Sets of answers of one survey, one batch; whoever has answered already is not counted again. */
const answer = async (parts: SampleParts, survey: Sown, { households, steward }: People) => {
  const homes = households.filter((_, place) => (place * 37) % 100 < survey.sample.percent)
  const sets = sampleSets(survey, survey.sample, homes.length)
  const counted = await Promise.all(sets.map((set, place) => count(parts, survey, set, homes[place] ?? '')))
  const statements = counted.flatMap((one) => one.statements)
  await parts.database.write([...statements, ...decisions(parts, survey, counted, steward)])
  return sets.length
}

interface Counted {
  statements: Statement[]
  /** The text it brings, by the place in the sample. */
  text: { id: string; place: number } | null
}

const count = async (parts: SampleParts, survey: Sown, { channel, booth, answers, text }: SampleSet, home: string): Promise<Counted> => {
  const { vault, newId } = parts
  const kind = survey.respondents === '每户一份' ? 'household' : 'device'
  const who_voter = await voterFingerprint(vault, survey.slug, kind, home)
  const texts = await sealTexts(parts, survey, answers)
  const [first] = texts
  return {
    statements: recording(
      survey,
      { sql: ':who_voter', args: { who_voter }, named: `household:${home}` },
      { id: newId(), channel, booth, answers, texts },
      await receiptFingerprint(vault, survey.slug, `sample ${home}`),
    ),
    text: first && text !== null ? { id: first.id, place: text } : null,
  }
}

/** What the invented steward has read and put together of a survey whose result is out. */
const decisions = ({ newId, site }: SampleParts, { slug, sample, closes_on }: Sown, counted: Counted[], steward: string): Statement[] => {
  if (!sample.published) return []
  const at = momentOf(`${addDays(closes_on, 1)} 15:00`, site.time_zone)
  const needs = sample.needs.map((title) => ({ id: newId(), title }))
  const said = counted.flatMap(({ text }) => (text ? [{ ...text, ...sample.texts[text.place] }] : []))
  const sorted = said.flatMap(({ id, need }) => (need === undefined ? [] : [{ id, need: needs[need]?.id ?? '' }]))
  return [
    deciding(
      slug,
      said.map(({ id, withheld }) => ({ id, act: withheld ? 'withhold' : 'show' })),
      steward,
      at,
    ),
    ...needs.map(({ id, title }, place) => addingNeed(slug, id, title, steward, at + place)),
    sortingTexts(slug, sorted),
  ]
}

const publish = async ({ database, site }: SampleParts, survey: Sown, steward: string) => {
  const at = momentOf(`${addDays(survey.closes_on, publishedAfterDays)} 10:00`, site.time_zone)
  const [closing, ...counts] = await database.read([closingFacts(survey, survey.closes_on), ...tallying(survey)])
  const tally = tallied(survey, counts)
  const result = resultOf(survey, tally, readClosingFacts(closing).of)
  const sets = tally.came.reduce((sum, { times }) => sum + times, 0)
  await database.write(publishing(survey.slug, result, sets, steward, at))
}
