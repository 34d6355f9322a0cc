import { implies } from '../surveys/branching.ts'
import { isText, limitsOf } from '../surveys/limits.ts'
import type { CatalogueSurvey, Condition, Question } from '../surveys/schema.ts'
import { type Cell, cellsOf, countsOf, sumOf } from './cells.ts'
import { least } from './suppression.ts'
import { type About, choicesTable, sumTable, type Table, type Told, tellsAll } from './table.ts'
import { isReworded, type Tally, type Times } from './tally.ts'

/** A question with everything it waits for, that of its section included. */
interface Conditional {
  question: Question
  when: Condition[]
}

/** Of whom a table is: the sets of answers it is about, and of how many of them who did not answer is told. */
interface Over {
  base: number
  of: Table['of']
}

/**
 * The tables of all questions, if there are at least five sets of answers. Every table that waits for another one is told over a base that
 * can be read from what that one tells; or, where conditions are joined, over those who answered, but only if what it waits for hides
 * nothing. So no two tables together tell what one of them hides. A question of which nothing may be told has no table.
 */
export const tablesOf = ({ sections, opens_on, version }: CatalogueSurvey, { answers, came }: Tally): Table[] => {
  const told = new Map<string, Told[]>()
  const reworded = isReworded(version, came)
  const silent = reworded || came.some(({ channel }) => channel === 'paper')
  const known = { told, base: sumOf(came), opens_on, reworded, silent }
  for (const one of conditionsOf(sections)) {
    const own = answers.filter(({ question }) => question === one.question.id)
    told.set(one.question.id, toldOf(one, own, known))
  }
  return [...told.values()].flat().map(({ table }) => table)
}

/** Every question with what it waits for; what follows from another of its conditions is left out. */
const conditionsOf = (sections: CatalogueSurvey['sections']): Conditional[] => {
  const all = new Map<string, Condition[]>()
  return sections.flatMap((section) =>
    section.questions.map((question) => {
      const given = [...(section.when ?? []), ...(question.when ?? [])]
      all.set(question.id, given)
      const says = (other: Condition, one: Condition) => [other, ...(all.get(other.question) ?? [])].some((before) => implies(before, one))
      // Of two that say the same the first one stays.
      const follows = (one: Condition, place: number) =>
        given.some((other, otherPlace) => place !== otherPlace && says(other, one) && (otherPlace < place || !says(one, other)))
      return { question, when: given.filter((one, place) => !follows(one, place)) }
    }),
  )
}

interface Known {
  told: Map<string, Told[]>
  base: number
  opens_on: string
  reworded: boolean
  /** Whether a question that must be answered may have been left blank. */
  silent: boolean
}

const toldOf = ({ question, when }: Conditional, own: Times[], known: Known): Told[] => {
  if (isText(question)) return []
  if (question.kind !== '表格') return oneTable({ question, when }, null, own, known)
  const rowOf = (id: string) => own.filter(({ part }) => part === id)
  return (question.rows ?? []).flatMap(({ id, label }) => oneTable({ question, when }, label, rowOf(id), known))
}

const oneTable = ({ question, when }: Conditional, row: string | null, own: Times[], known: Known): Told[] => {
  const several = question.kind === '多选'
  // Of a 排序 the first places are told; of a 多选 those at the first place are as many as have answered.
  const counted = question.kind === '排序' ? own.filter(({ part }) => part === '0') : own
  const answered = sumOf(several ? own.filter(({ part }) => part === '0') : counted)
  const over = overWhom(when, answered, known)
  if (!over || over.base < least || !addsUp(question, answered, over.base, known)) return []
  const given = cellsOf(question, counted, known)
  const cells = over.of === 'answered' ? given : withSilent(question, given, known, over.base - answered)
  const about: About = { question: question.id, row, ...over }
  return [several ? choicesTable(about, cells, limitsOf(question)) : sumTable(about, cells)]
}

/** On paper a question may be left blank, and under an earlier wording more may have been asked, or fewer: what does not fit the base is not told. */
const addsUp = ({ required }: Question, answered: number, base: number, { silent }: Known) =>
  silent || !required ? answered <= base : answered === base

const silentLabel = '没有答这道题'

/** Who was asked and did not answer. A question that everybody must answer has no such cell, unless some came on paper or under an earlier wording. */
const withSilent = ({ required }: Question, cells: Cell[], { silent }: Known, count: number): Cell[] =>
  silent || !required ? [...cells, { label: silentLabel, count }] : cells

const overWhom = (when: Condition[], answered: number, known: Known): Over | null => {
  if (when.length === 0) return { base: known.base, of: 'all' }
  const [only] = when
  const asked = only && when.length === 1 ? toldCount(only, known) : null
  if (asked !== null) return { base: asked, of: 'asked' }
  const several = only && when.length === 1 ? anyOfSeveral(only, known) : null
  if (several) return several.fits && answered >= least ? { base: answered, of: 'answered' } : null
  const parents = when.map(({ question }) => known.told.get(question))
  if (!parents.every((tables) => tables?.length === 1 && tables.every(tellsAll))) return null
  const most = Math.min(...parents.flatMap((tables) => tables?.map(({ table }) => table.base) ?? []))
  return answered >= least && most - answered >= least ? { base: answered, of: 'answered' } : null
}

/**
 * Where any of several choices will do, whether what is told of them alone says that at least `least` were not asked, so that neither a table nor
 * its absence tells more than theirs does. Null where it is no such condition.
 */
const anyOfSeveral = ({ question, is = [] }: Condition, { told }: Known): { fits: boolean } | null => {
  const tables = told.get(question) ?? []
  const [parent] = tables
  if (!parent || parent.table.adds_up || is.length < 2) return null
  const shown = parent.told.flat()
  const isBesideSilence =
    isSilent(parent.cells.at(-1)) && shown.length === parent.cells.length - 2 && !shown.includes(parent.cells.length - 1)
  if (!tellsAll(parent) && !isBesideSilence) return { fits: false }
  const chosen = parent.cells.flatMap((cell, place) => (cell.is !== undefined && is.includes(cell.is) ? [place] : []))
  const most = chosen.reduce((sum, place) => sum + (parent.cells[place]?.count ?? 0), 0)
  return { fits: chosen.every((place) => shown.includes(place)) && parent.table.base - most >= least }
}

/**
 * For how many a condition holds, if the table of the question it looks at tells that; who left that one blank may be told with them, where they
 * are told as silent here again.
 */
const toldCount = (condition: Condition, { told, silent }: Known): number | null => {
  const tables = told.get(condition.question) ?? []
  const [parent] = tables
  if (!parent || tables.length > 1) return null
  const fits = parent.cells.map((cell) => holdsFor(condition, cell))
  const places = fits.flatMap((fit, place) => (fit ? [place] : []))
  if (fits.includes(null)) return null
  if (!parent.table.adds_up && places.length > 1) return allButAlone(parent, places, silent)
  const lines = parent.told.filter((line) => line.some((place) => places.includes(place)))
  const covered = lines.flat()
  const fitsIn = (place: number) => places.includes(place) || (silent && isSilent(parent.cells[place]))
  if (!places.every((place) => covered.includes(place)) || !covered.every(fitsIn)) return null
  const counts = countsOf(parent.cells)
  return covered.reduce((sum, place) => sum + (counts[place] ?? 0), 0)
}

/** Of several choices any will do that goes with others: all have chosen one but those whose choice goes with none, and who gave no answer. */
const allButAlone = ({ table, cells, told }: Told, places: number[], silent: boolean): number | null => {
  const shown = told.flat()
  const others = cells.flatMap((cell, place) => (places.includes(place) ? [] : [{ ...cell, shown: shown.includes(place) }]))
  if (!others.every((cell) => (cell.exclusive && cell.shown) || (isSilent(cell) && (cell.shown || silent)))) return null
  return table.base - others.reduce((sum, { count, shown: isShown }) => sum + (isShown ? count : 0), 0)
}

const isSilent = (cell: Cell | undefined) => cell?.label === silentLabel

/** Whether a condition holds for whoever is in a cell; null when for some of them. */
const holdsFor = ({ is, least: from, most: until }: Condition, cell: Cell): boolean | null => {
  if (is) return cell.is !== undefined && is.includes(cell.is)
  if (cell.from === undefined || cell.until === undefined) return false
  const [low, high] = [from ?? cell.from, until ?? cell.until]
  if (cell.from >= low && cell.until <= high) return true
  return cell.until < low || cell.from > high ? false : null
}
