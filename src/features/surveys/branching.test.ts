import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkContent } from '../../../build/content/check.ts'
import { readContentFiles } from '../../../build/content/read.ts'
import { surveysOf } from '../../../build/content/survey-catalogue.ts'
import { sampleSurvey } from '../../../tests/support/surveys/surveys.ts'
import { fieldsOf, readAnswers } from './answer.ts'
import { courseOf, missing, sectionAfter, sectionBefore, shownQuestions } from './branching.ts'
import { limitsOf } from './limits.ts'
import { askedOn, pathsOf } from './paths.ts'
import type { Answer, Answers, Definition, Question } from './schema.ts'

const { content } = checkContent(readContentFiles(join(import.meta.dirname, '../../..')))
if (!content) throw new Error('the content of the sample community is not sound')
const surveys = [...surveysOf(content.entries).map(([, survey]) => survey), sampleSurvey()]

const questionsOf = ({ sections }: Pick<Definition, 'sections'>) => sections.flatMap(({ questions }) => questions)

/** A sound answer that leads nowhere in particular. */
const someAnswer = (question: Question): Answer => {
  const ids = (question.options ?? []).filter(({ exclusive }) => !exclusive).map(({ id }) => id)
  const { least } = limitsOf(question)
  const answers: Record<Question['kind'], Answer> = {
    单选: ids[0] ?? '',
    看图选: ids[0] ?? '',
    多选: ids.slice(0, least),
    排序: ids.slice(0, least),
    打分: least,
    数字: least,
    日期: question.from ?? '2026-11-24',
    短文字: '一句话',
    长文字: '一句话',
    表格: Object.fromEntries((question.rows ?? []).map(({ id }) => [id, ids[0] ?? ''])),
  }
  return answers[question.kind]
}

/** Any answer somebody could have given to a question, sound or of another kind; also none. */
const anyAnswer = ({ options = [], least, most }: Question): fc.Arbitrary<Answer | undefined> => {
  const ids = options.length > 0 ? options.map(({ id }) => id) : ['x']
  const number = fc.integer({ min: (least ?? 1) - 1, max: (most ?? 20) + 1 })
  return fc.oneof(fc.constant(undefined), fc.constantFrom(...ids), fc.subarray(ids), number, fc.constant('words'))
}

const anyAnswers = (definition: Definition): fc.Arbitrary<Answers> =>
  fc
    .record(Object.fromEntries(questionsOf(definition).map((question) => [question.id, anyAnswer(question)])))
    .map((answers) => Object.fromEntries(Object.entries(answers).filter(([, answer]) => answer !== undefined)) as Answers)

describe.each(surveys)('$slug', (survey) => {
  test('every way through it is walked and can be answered to the end', () => {
    const met = new Set<string>()
    for (const way of pathsOf(survey)) {
      const asked = questionsOf(courseOf(survey, way))
      for (const { id } of asked) met.add(id)
      const answers = { ...Object.fromEntries(asked.map((question) => [question.id, someAnswer(question)])), ...way }
      const passed = new Set(asked.filter(({ id, required }) => !required && way[id] === undefined).map(({ id }) => id))
      const given = Object.fromEntries(Object.entries(answers).filter(([id]) => !passed.has(id)))
      const course = courseOf(survey, given)
      expect(askedOn(survey, given)).toEqual(asked.map(({ id }) => id))
      expect(missing(course)).toEqual([])
      expect(course.answers).toEqual(given)
      const fields = Object.assign({}, ...asked.map((question) => fieldsOf(question, given[question.id])))
      expect(readAnswers(asked, fields)).toEqual({ answers: given, faults: [] })
    }
    expect([...met].sort()).toEqual(
      questionsOf(survey)
        .map(({ id }) => id)
        .sort(),
    )
  })

  test('what is asked of the answers that count is what was asked of all', () => {
    fc.assert(
      fc.property(anyAnswers(survey), (given) => {
        const course = courseOf(survey, given)
        expect(courseOf(survey, course.answers)).toEqual(course)
        const asked = questionsOf(course).map(({ id }) => id)
        expect(Object.keys(course.answers).filter((id) => !asked.includes(id))).toEqual([])
        expect(Object.entries(course.answers)).toEqual(asked.flatMap((id) => (given[id] === undefined ? [] : [[id, given[id]]])))
      }),
    )
  })

  test('an answer that a later change hides is left out, and comes back with the change undone', () => {
    fc.assert(
      fc.property(anyAnswers(survey), fc.nat(), fc.nat(), (given, which, other) => {
        const questions = questionsOf(survey)
        const changed = questions[which % questions.length]
        if (!changed) return
        const option = changed.options?.[other % changed.options.length]?.id ?? other
        const after = courseOf(survey, { ...given, [changed.id]: option })
        for (const { id } of questionsOf(survey)) {
          const hidden = !questionsOf(after).some((question) => question.id === id)
          if (hidden) expect(after.answers).not.toHaveProperty(id)
        }
        const before = given[changed.id]
        const { [changed.id]: _, ...without } = given
        const undone = before === undefined ? without : { ...without, [changed.id]: before }
        expect(courseOf(survey, undone).answers).toEqual(courseOf(survey, given).answers)
      }),
    )
  })

  test('forward and back lead past the same sections', () => {
    fc.assert(
      fc.property(anyAnswers(survey), (given) => {
        const course = courseOf(survey, given)
        const forward: string[] = []
        for (let at = sectionAfter(course, null); at; at = sectionAfter(course, at.id)) forward.push(at.id)
        const back: string[] = []
        for (let at = course.sections.at(-1) ?? null; at; at = sectionBefore(course, at.id)) back.unshift(at.id)
        expect(forward).toEqual(back)
        expect(forward).toEqual(course.sections.map(({ id }) => id))
      }),
    )
  })

  test('a page without script shows all that an answer on it could bring up, and nothing earlier answers rule out', () => {
    fc.assert(
      fc.property(anyAnswers(survey), (given) => {
        const course = courseOf(survey, given)
        for (const section of course.sections) {
          const whole = survey.sections.find(({ id }) => id === section.id)
          if (!whole) throw new Error(section.id)
          const shown = shownQuestions(whole, course.answers).map(({ id }) => id)
          expect(section.questions.filter(({ id }) => !shown.includes(id))).toEqual([])
          expect(shown.length).toBeGreaterThan(0)
          if (!section.branches) expect(shown).toEqual(section.questions.map(({ id }) => id))
        }
      }),
    )
  })
})

test('what hangs on a hidden answer is hidden with it', () => {
  const needs = surveys.find(({ slug }) => slug === 'needs-2026')
  if (!needs) throw new Error('no needs-2026')
  const old: Answers = { lives_with: 'alone', members: ['older'], going_out: 'easy', elder_help: ['meals'], meals_a_week: 5 }
  expect(courseOf(needs, old).answers).toEqual(old)
  expect(courseOf(needs, { ...old, members: ['none'] }).answers).toEqual({ lives_with: 'alone', members: ['none'] })
  expect(courseOf(needs, { ...old, members: ['none'] }).sections.map(({ id }) => id)).toEqual(['home', 'building', 'say'])
})
