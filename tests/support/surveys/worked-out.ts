import { asOnPaper } from '../../../src/features/survey-desk/whole.ts'
import { least } from '../../../src/features/survey-results/suppression.ts'
import { recount, type Tally } from '../../../src/features/survey-results/tally.ts'
import { courseOf } from '../../../src/features/surveys/branching.ts'
import type { Answer, Answers, CatalogueSurvey, Question } from '../../../src/features/surveys/schema.ts'
import { sampleSurvey } from './surveys.ts'

export const options = (ids: string) => [...ids].map((id) => ({ id, label: id.toUpperCase() }))
export const choice = (id: string, ids: string, more: Partial<Question> = {}): Question => ({
  id,
  ask: id,
  kind: '单选',
  required: true,
  options: options(ids),
  ...more,
})
export const when = (question: string, is: string) => [{ question, is: [...is] }]

export const surveyOf = (...questions: Question[]): CatalogueSurvey => sampleSurvey({ sections: [{ id: 'one', title: 'one', questions }] })

/** What one question may be answered with; passed over is undefined. */
const answersTo = ({ kind, required, options: all = [], most = all.length, least: low = 1 }: Question): (Answer | undefined)[] => {
  const ids = all.map(({ id }) => id)
  const subsets = ids.reduce<string[][]>((sets, id) => sets.concat(sets.map((set) => [...set, id])), [[]])
  const scores = Array.from({ length: most - low + 1 }, (_, place) => low + place)
  const mixed = (set: string[]) => set.length > 1 && all.some(({ id, exclusive }) => exclusive && set.includes(id))
  const given: Answer[] =
    kind === '打分' ? scores : kind === '多选' ? subsets.filter((set) => set.length > 0 && set.length <= most && !mixed(set)) : ids
  return required ? given : [...given, undefined]
}

/** Every way in which one person may answer the whole survey. */
const ways = (survey: CatalogueSurvey): Answers[] => {
  const all = survey.sections.flatMap(({ questions }) => questions)
  const sets = all.reduce<Answers[]>(
    (found, question) =>
      found.flatMap((set) => answersTo(question).map((one) => (one === undefined ? set : { ...set, [question.id]: one }))),
    [{}],
  )
  return [...new Map(sets.map((set) => courseOf(survey, set).answers).map((set) => [JSON.stringify(set), set])).values()]
}

/** Every way of sharing `base` among `kinds`, each handed to `act`. */
const share = (kinds: number, base: number, act: (shared: number[]) => void, before: number[] = []): void => {
  if (kinds === 1) act([...before, base])
  else for (let first = 0; first <= base; first++) share(kinds - 1, base - first, act, [...before, first])
}

const total = (counts: number[]) => counts.reduce((sum, one) => sum + one, 0)

/** Kinds from `onPaper` on came on paper. */
export const tallyOf = (kinds: Answers[], shared: number[], version: string, onPaper: number) => {
  const answers = kinds.flatMap((one, kind) => recount([{ answers: one }]).map((times) => ({ ...times, times: shared[kind] ?? 0 })))
  const ways = { online: total(shared.slice(0, onPaper)), paper: total(shared.slice(onPaper)) }
  const came = Object.entries(ways).map(([channel, times]) => ({ channel, booth: null, version, times }))
  return { came: came.filter(({ times }) => times > 0), answers: answers.filter(({ times }) => times > 0), taken_part: total(shared) }
}

/** All cells there are, told or not: who chose each option, who did not, and who gave no answer. */
const cellsIn = (survey: CatalogueSurvey, kinds: Answers[], shared: number[]) => {
  const count = (fits: (set: Answers) => boolean) => shared.reduce((sum, one, kind) => sum + (fits(kinds[kind] ?? {}) ? one : 0), 0)
  return survey.sections.flatMap(({ questions }) =>
    questions.flatMap((question) => {
      const chose = (id: string | number) => count((set) => [set[question.id]].flat().some((one) => one === id))
      const scores =
        question.kind === '打分' ? answersTo({ ...question, required: true }).map(Number) : (question.options ?? []).map(({ id }) => id)
      const silent = count((set) => set[question.id] === undefined)
      const base = total(shared)
      return [silent, ...scores.flatMap((id) => (question.kind === '多选' ? [chose(id), base - silent - chose(id)] : [chose(id)]))]
    }),
  )
}

/** Small cells that whoever knows the rules and everything that is published can work out, and where there is a way on `paper`, that somebody took it. */
export const workedOut = (
  survey: CatalogueSurvey,
  base: number,
  published: (tally: Tally) => unknown,
  paper: Answers[] = [],
  online = ways(survey),
) => {
  const kinds = [...online, ...paper]
  const seen = new Map<string, Set<number>[]>()
  const always: Set<number>[] = []
  share(kinds.length, base, (shared) => {
    if (paper.length > 0 && total(shared.slice(online.length)) === 0) return
    const key = JSON.stringify(published(tallyOf(kinds, shared, survey.version, online.length)))
    const cells = cellsIn(survey, kinds, shared)
    const known = seen.get(key) ?? cells.map(() => new Set<number>())
    for (const [place, count] of cells.entries()) {
      known[place]?.add(count)
      always[place] = (always[place] ?? new Set()).add(count)
    }
    seen.set(key, known)
  })
  return [...seen].flatMap(([key, cells]) =>
    cells.flatMap((may, place) => {
      const [only = least] = may
      return may.size === 1 && only < least && (always[place]?.size ?? 0) > 1 ? [{ place, only, key }] : []
    }),
  )
}

/** Every way in which a paper may be filled in. */
export const waysOnPaper = (survey: CatalogueSurvey) => ways(asOnPaper(survey))
