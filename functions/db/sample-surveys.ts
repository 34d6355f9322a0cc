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
 * taken part in; and the results of those that have ended, while nobody else has taken part. Nothing where a household was registered by
 * anybody else: real people get no invented votes. Each step looks at what is there, so that a stop between two of them does no harm.
 * `surveys` is only asked for when there is something to do. Returns how many sets came.
 */
export const seedSampleSurveys = async (parts: SampleParts, surveys: () => Record<string, CatalogueSurvey>): Promise<number> => {
  const undone = await undoneOf(parts)
  if (undone.length === 0) return 0
  const people = await peopleOf(parts)
  if (people.real) return 0
  const today = dayOf(parts.now, parts.site.time_zone)
  const known = surveys()
  let sets = 0
  for (const { slug, touched } of undone) {
    const [survey, sample] = [known[slug], sampleSurveys[slug]]
    if (!survey || !sample || survey.opens_on > today || survey.respondents === '每位居民一份') continue
    const sown = { ...survey, sample }
    if (!touched) sets += await answer(parts, sown, people)
    const due = sample.published && addDays(survey.closes_on, publishedAfterDays) < today
    if (due && (!touched || (await onlyInvented(parts, slug, people)))) await publish(parts, sown, people.steward)
  }
  return sets
}

/** Surveys that nobody has taken part in, and those whose result is to come. */
const undoneOf = async ({ database }: SampleParts) => {
  const [found] = await database.read([
    {
      sql: `SELECT value AS slug, EXISTS (SELECT 1 FROM survey_participations WHERE survey = value) AS touched,
        EXISTS (SELECT 1 FROM survey_results WHERE survey = value) AS published FROM json_each(:slugs)`,
      args: { slugs: JSON.stringify(Object.keys(sampleSurveys)) },
    },
  ])
  return (found?.rows ?? [])
    .map(({ slug, touched, published }) => ({ slug: String(slug), touched: touched === 1, published: published === 1 }))
    .filter(({ slug, touched, published }) => !touched || (sampleSurveys[slug]?.published && !published))
}

interface People {
  households: string[]
  steward: string
  /** Whether somebody else has registered a household. */
  real: boolean
}

/** Households by their doors, but for the first few: one of their residents gets the sample's slip, and can still answer everything. */
const peopleOf = async ({ database }: SampleParts): Promise<People> => {
  const [homes, steward, real] = await database.read([
    {
      sql: "SELECT id FROM households WHERE created_by = 'sample' AND ended_at IS NULL ORDER BY building, unit, room LIMIT -1 OFFSET 6",
      args: {},
    },
    { sql: "SELECT id FROM staff WHERE created_by = 'sample' AND role = 'steward'", args: {} },
    { sql: "SELECT id FROM households WHERE created_by <> 'sample' LIMIT 1", args: {} },
  ])
  return { households: idsOf(homes?.rows), steward: idsOf(steward?.rows)[0] ?? '', real: idsOf(real?.rows).length > 0 }
}

/** Whether whoever has taken part in a survey was sown here. */
const onlyInvented = async ({ database, vault }: SampleParts, slug: string, { households }: People) => {
  const receipts = await Promise.all(households.map((home) => sampleReceipt(vault, slug, home)))
  const [other] = await database.read([
    {
      sql: `SELECT 1 FROM survey_participations WHERE survey = :slug
        AND receipt NOT IN (SELECT value FROM json_each(:receipts)) LIMIT 1`,
      args: { slug, receipts: JSON.stringify(receipts) },
    },
  ])
  return other?.rows.length === 0
}

const sampleReceipt = (vault: SampleParts['vault'], slug: string, home: string) => receiptFingerprint(vault, slug, `sample ${home}`)

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
      await sampleReceipt(vault, survey.slug, home),
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
