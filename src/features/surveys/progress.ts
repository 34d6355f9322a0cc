import { readAnswer } from './answer.ts'
import { type Course, courseOf, shownQuestions } from './branching.ts'
import type { AnswerFault, Answers, Definition, Fields, Question, Section } from './schema.ts'

/** A question that cannot be left as it is. */
export interface Fault {
  question: Question
  fault: AnswerFault
  /** Id of the section it is asked in. */
  section: string
}

/** How far somebody has come: what is asked of them, what counts of their answers, what is not right yet. */
export interface Progress {
  course: Course
  faults: Fault[]
}

/** Reads everything typed so far. An answer that does not do counts as none, so that nothing hangs on it. */
export const progressOf = (definition: Pick<Definition, 'sections'>, fields: Fields): Progress => {
  const given: Answers = {}
  const faulty = new Map<string, AnswerFault>()
  for (const question of everyQuestion(definition)) {
    const read = readAnswer(question, fields)
    if (!read.ok) faulty.set(question.id, read.refusal)
    else if (read.value !== null) given[question.id] = read.value
  }
  const course = courseOf(definition, given)
  const faults = course.sections.flatMap(({ id: section, questions }) =>
    questions.flatMap((question): Fault[] => {
      const fault = faulty.get(question.id) ?? (question.required && course.answers[question.id] === undefined ? 'answer_missing' : null)
      return fault ? [{ question, fault, section }] : []
    }),
  )
  return { course, faults }
}

export const everyQuestion = ({ sections }: Pick<Definition, 'sections'>) => sections.flatMap(({ questions }) => questions)

/** The fields of these questions among others: `lives`, `wants.meals`. */
export const fieldsOfQuestions = (questions: Question[], fields: Fields): Fields => {
  const ids = new Set(questions.map(({ id }) => id))
  return Object.fromEntries(Object.entries(fields).filter(([name]) => ids.has(name.split('.', 1)[0] ?? '')))
}

/** Longer than any answer may be; what is beyond it is not kept while somebody goes on. */
const keptMost = 4000

/** What was typed before, with one section typed anew: what is no longer ticked there is gone, everything else stays. */
export const typedAnew = (section: Section, before: Fields, typed: Fields): Fields => {
  const own = new Set(section.questions.map(({ id }) => id))
  const others = Object.entries(before).filter(([name]) => !own.has(name.split('.', 1)[0] ?? ''))
  const now = Object.entries(fieldsOfQuestions(section.questions, typed)).filter(([, value]) => value !== '')
  return Object.fromEntries([...others, ...now.map(([name, value]) => [name, value.slice(0, keptMost)])])
}

/** The section of a page with all its questions that are asked or may be brought up there, and those that only an answer on it brings up. */
export const sectionShown = ({ sections }: Pick<Definition, 'sections'>, asked: Section, { course }: Progress) => {
  const whole = sections.find(({ id }) => id === asked.id) ?? asked
  const own = new Set(whole.questions.map(({ id }) => id))
  const earlier = Object.fromEntries(Object.entries(course.answers).filter(([id]) => !own.has(id)))
  const questions = shownQuestions(whole, { ...earlier }).map((question) => ({
    ...question,
    when: question.when?.filter((one) => own.has(one.question)),
  }))
  return { ...whole, questions }
}
