import { fieldsOf } from './answer.ts'
import { limitsOf } from './limits.ts'
import { everyQuestion, progressOf } from './progress.ts'
import type { Likely, SampleSurvey } from './sample.ts'
import type { Answer, Answers, CatalogueSurvey, Channel, Question } from './schema.ts'

/** One set of answers of the invented community; `text` is the place of what is said in one's own words. */
export interface SampleSet {
  channel: Channel
  booth: string | null
  answers: Answers
  text: number | null
}

/** A whole number from 0 up to `below`. */
export type Draw = (below: number) => number

/** The same numbers for the same seed (mulberry32). */
export const drawFrom = (seed: number): Draw => {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below)
  }
}

/** The sets of `many` households, always the same. What does not fit the wording of today is left out. */
export const sampleSets = (survey: CatalogueSurvey, { ways, likely, texts }: SampleSurvey, many: number): SampleSet[] => {
  const draw = drawFrom(survey.slug.length)
  return Array.from({ length: many }, (_, place): SampleSet | null => {
    const channel = pick(ways, draw) as Channel
    const text = place % 5 === 2 && place < 5 * texts.length ? Math.floor(place / 5) : null
    const answers = answersOf(survey, channel, likely, draw)
    const said = text === null ? null : texts[text]
    return (
      answers && {
        channel,
        booth: boothOf(survey, channel, draw),
        answers: said ? { ...answers, [said.question]: said.text } : answers,
        text,
      }
    )
  }).filter((set) => set !== null)
}

/** As if it had been typed into the form; null where the form would not take it. On paper one question in ten is passed over. */
const answersOf = (survey: CatalogueSurvey, channel: Channel, likely: SampleSurvey['likely'], draw: Draw): Answers | null => {
  const fields = everyQuestion(survey).map((question) => {
    const answer = answerTo(question, likely[question.id] ?? {}, draw)
    return channel === 'paper' && draw(10) === 0 ? {} : fieldsOf(question, answer)
  })
  const { course, faults } = progressOf(survey, Object.assign({}, ...fields))
  const wrong = faults.filter(({ fault }) => channel !== 'paper' || fault !== 'answer_missing')
  return wrong.length > 0 || Object.keys(course.answers).length === 0 ? null : course.answers
}

const boothOf = ({ ballot }: CatalogueSurvey, channel: Channel, draw: Draw) =>
  channel === 'desk' && ballot && ballot.booths.length > 0 ? (ballot.booths[draw(ballot.booths.length)]?.id ?? null) : null

const answerTo = (question: Question, likely: SampleSurvey['likely'][string], draw: Draw): Answer | undefined => {
  const { kind, options = [], rows = [] } = question
  if (kind === '表格') {
    const byRow = likely as Record<string, Likely>
    return Object.fromEntries(rows.flatMap(({ id }) => (byRow[id] ? [[id, pick(byRow[id], draw)]] : [])))
  }
  const chances = likely as Likely
  if (Object.keys(chances).length === 0) return undefined
  const first = pick(chances, draw)
  if (kind !== '多选' && kind !== '排序') return first
  if (options.find(({ id }) => id === first)?.exclusive) return [first]
  const chosen = [first]
  for (const most = 1 + draw(Math.min(3, limitsOf(question).most)); chosen.length < most; ) {
    const next = pick(chances, draw)
    if (chosen.includes(next) || options.find(({ id }) => id === next)?.exclusive) break
    chosen.push(next)
  }
  return chosen
}

/** One of these, the likelier the more often. */
const pick = (likely: Likely, draw: Draw): string => {
  const total = Object.values(likely).reduce((sum, parts) => sum + parts, 0)
  let left = draw(total)
  for (const [one, parts] of Object.entries(likely)) {
    if (left < parts) return one
    left -= parts
  }
  return ''
}
