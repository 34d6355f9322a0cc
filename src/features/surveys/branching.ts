import type { Answer, Answers, Condition, Definition, Question, Section } from './schema.ts'

/** Whether one condition holds, on what was chosen or on a number. A question that was not answered, or not asked, fulfils none. */
const conditionHolds = ({ question, is, least, most }: Condition, answers: Answers) => {
  const answer: Answer | undefined = answers[question]
  if (is) return is.some((option) => [answer].flat().includes(option))
  return typeof answer === 'number' && answer >= (least ?? answer) && answer <= (most ?? answer)
}

/** Whether all conditions hold; nothing to hold is always. */
export const holds = (when: Question['when'], answers: Answers) => (when ?? []).every((one) => conditionHolds(one, answers))

/** Whether whoever fulfils `one` fulfils `other` too, whatever else they answered. */
export const implies = (one: Condition, other: Condition) => {
  if (one.question !== other.question) return false
  if (other.is && !(one.is ?? [null]).every((option) => option !== null && other.is?.includes(option))) return false
  if (other.least !== undefined && (one.least === undefined || one.least < other.least)) return false
  return other.most === undefined || (one.most !== undefined && one.most <= other.most)
}

/** A section with those of its questions that are asked. */
export interface AskedSection extends Section {
  /** Whether any of its questions waits for another question of the same section. */
  branches: boolean
}

/** What is asked of somebody who has answered like this. */
export interface Course {
  sections: AskedSection[]
  /** The answers that count: those to questions that are asked. */
  answers: Answers
}

/**
 * Goes through the sections in order. What a question further down waits for has been settled before it, so that an answer which
 * is hidden by a later change is left out together with everything that hung on it.
 */
export const courseOf = ({ sections }: Pick<Definition, 'sections'>, given: Answers): Course => {
  const course: Course = { sections: [], answers: {} }
  for (const section of sections) {
    if (!holds(section.when, course.answers)) continue
    const questions: Question[] = []
    for (const question of section.questions) {
      if (!holds(question.when, course.answers)) continue
      questions.push(question)
      const answer = given[question.id]
      if (answer !== undefined) course.answers[question.id] = answer
    }
    if (questions.length > 0) course.sections.push({ ...section, questions, branches: branchesIn(section) })
  }
  return course
}

const branchesIn = ({ questions }: Section) => {
  const own = new Set(questions.map(({ id }) => id))
  return questions.some(({ when }) => when?.some(({ question }) => own.has(question)))
}

/**
 * The questions a page without script shows: those that are asked, and those that an answer on the same page may still bring up;
 * the latter say for whom they are.
 */
export const shownQuestions = (section: Section, answers: Answers): Question[] => {
  const shown = new Set<string>()
  return section.questions.filter(({ id, when }) => {
    const open = (when ?? []).every((one) => shown.has(one.question) || conditionHolds(one, answers))
    if (open) shown.add(id)
    return open
  })
}

/** Questions that must be answered and were not, in order. */
export const missing = (course: Course): Question[] =>
  course.sections.flatMap(({ questions }) => questions.filter(({ id, required }) => required && course.answers[id] === undefined))

/** The section behind this one, or the first when `id` is null; null behind the last one. */
export const sectionAfter = ({ sections }: Course, id: string | null): AskedSection | null =>
  sections[sections.findIndex((one) => one.id === id) + 1] ?? null

export const sectionBefore = ({ sections }: Course, id: string): AskedSection | null =>
  sections[sections.findIndex((one) => one.id === id) - 1] ?? null
