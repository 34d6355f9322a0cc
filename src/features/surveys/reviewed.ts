import { faultSentence } from './copy.ts'
import type { ReviewedQuestion, SurveyReviewPage } from './page.ts'
import { progressOf } from './progress.ts'
import type { Definition, Fields, Question } from './schema.ts'
import { answerWords } from './words.ts'

/** Everything that is asked, with the answers in words and what is not right yet. */
export const reviewedSections = (definition: Pick<Definition, 'sections'>, fields: Fields): SurveyReviewPage['sections'] => {
  const { course, faults } = progressOf(definition, fields)
  const reviewed = (question: Question): ReviewedQuestion => {
    const answer = course.answers[question.id]
    const fault = faults.find((one) => one.question.id === question.id)?.fault
    return {
      id: question.id,
      ask: question.ask,
      words: answer === undefined ? null : answerWords(question, answer),
      ...(fault && { error: faultSentence(fault, question) }),
    }
  }
  return course.sections.flatMap(({ id, title, questions }) =>
    questions.length > 0 ? [{ id, title, questions: questions.map(reviewed) }] : [],
  )
}
