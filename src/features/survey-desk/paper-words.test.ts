import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkContent } from '../../../build/content/check.ts'
import { readContentFiles } from '../../../build/content/read.ts'
import { surveysOf } from '../../../build/content/survey-catalogue.ts'
import { sampleSurveys } from '../../../tests/support/surveys/surveys.ts'
import { holds } from '../surveys/branching.ts'
import { askedOn, pathsOf } from '../surveys/paths.ts'
import type { Answers, Definition, Question } from '../surveys/schema.ts'
import { paperSections } from './paper-words.ts'

const { content } = checkContent(readContentFiles(join(import.meta.dirname, '../../..')))
if (!content) throw new Error('the content of the sample community is not sound')
const surveys = [...surveysOf(content.entries).map(([, survey]) => survey), ...Object.values(sampleSurveys)]

type Asked = Pick<Definition, 'sections'>

const printed = (definition: Asked) => paperSections(definition).flatMap(({ questions }) => questions)

/** Walks through the paper with a pen: answers what is for one, goes on where it says so. */
const walk = (definition: Asked, path: Answers): string[] => {
  const written: Answers = {}
  const answered: string[] = []
  const questions = printed(definition)
  for (let at = questions[0]; at; ) {
    const { number, question, when, skip_to }: (typeof questions)[number] = at
    const isForOne = holds(when, written)
    const next = isForOne ? number + 1 : skip_to
    if (isForOne) {
      answered.push(question.id)
      const answer = path[question.id]
      if (answer !== undefined) written[question.id] = answer
    }
    at = questions.find((one) => one.number === next)
  }
  return answered
}

describe.each(surveys)('$slug', (survey) => {
  test('who follows the sentences on the paper answers on each way what they would be asked online', () => {
    for (const path of pathsOf(survey)) expect(walk(survey, path)).toEqual(askedOn(survey, path))
  })

  test('names every other question by the number it has, and jumps forward only', () => {
    const questions = printed(survey)
    expect(questions.map(({ number }) => number)).toEqual(questions.map((_, place) => place + 1))
    for (const { number, skip_to, when, before, after } of questions) {
      expect(skip_to === null || skip_to > number).toBe(true)
      expect(before === null).toBe(when.length === 0)
      for (const [, said] of `${before ?? ''}${after ?? ''}`.matchAll(/第 (\d+) 题/g))
        expect(Number(said)).toBeLessThanOrEqual(questions.length)
    }
  })
})

const sentences = (definition: Asked) =>
  printed(definition).map(({ number, before, after }) => [number, before, after].filter((one) => one !== null))

/** What stands above a question that hangs on the one just before it. */
const below = '只有上一题那样答了的，才答这一题。'

const single = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  ask: `${id}？`,
  kind: '单选',
  required: true,
  options: [
    { id: 'a', label: '甲' },
    { id: 'b', label: '乙' },
  ],
  ...more,
})
const score = (id: string, more: Partial<Question> = {}): Question => ({
  id,
  ask: `${id}？`,
  kind: '打分',
  required: true,
  least: 1,
  most: 5,
  ...more,
})
const asked = (...questions: Question[]): Asked => ({ sections: [{ id: 's', title: '一', questions }] })

describe('the sentences', () => {
  test('of the survey of needs say for whom a question is and where the others go on', () => {
    const needs = surveys.find(({ slug }) => slug === 'needs-2026')
    expect(needs && sentences(needs)).toEqual([
      [1],
      [2, '选了“60 到 79 岁的老人”或“80 岁以上的老人”的，请答第 3 题；没选的，跳到第 6 题。'],
      [3, below],
      [
        4,
        '第 2 题选了“60 到 79 岁的老人”或“80 岁以上的老人”的，请答这一题；不是的，跳到第 6 题。',
        '选了“食堂吃饭或送饭”的，请答第 5 题；没选的，跳到第 6 题。',
      ],
      [5, below],
      [6, '第 2 题选了“3 岁以下的孩子”或“上学的孩子”的，请答这一题；不是的，跳到第 7 题。'],
      [7, '选了“没有”的，请答第 8 题；没选的，跳到第 9 题。'],
      [8, below],
      [9],
      [10],
      [11],
      [12],
    ])
  })

  test('skip what hangs on the question that is passed over', () => {
    const when = [{ question: 'one', is: ['a'] }]
    const survey = asked(
      single('one'),
      single('two', { when }),
      single('three', { when: [{ question: 'two', is: ['b'] }] }),
      single('four'),
    )
    expect(sentences(survey).slice(0, 2)).toEqual([
      [1, '选了“甲”的，请答第 2 题；没选的，跳到第 4 题。'],
      [2, below, '选了“乙”的，请答第 3 题；没选的，跳到第 4 题。'],
    ])
  })

  test('say of numbers and scores how much it takes, and when one is done', () => {
    const low = [{ question: 'one', most: 2 }]
    expect(sentences(asked(score('one'), single('two', { when: low })))).toEqual([
      [1, '答了 2 分或更少的，请答第 2 题；不是的，答到这里就完了。'],
      [2, below],
    ])
    const between = [{ question: 'one', least: 2, most: 3 }]
    expect(sentences(asked(score('one'), single('two'), single('three', { when: between }), single('four')))[2]).toEqual([
      3,
      '第 1 题答了 2 到 3 分的，请答这一题；不是的，跳到第 4 题。',
    ])
  })

  test('say two conditions with 而且, but not one that the other implies', () => {
    const survey: Asked = {
      sections: [
        { id: 's', title: '一', questions: [single('one'), score('two')] },
        {
          id: 't',
          title: '二',
          when: [{ question: 'one', is: ['a', 'b'] }],
          questions: [
            single('three', {
              when: [
                { question: 'one', is: ['a'] },
                { question: 'two', least: 4 },
              ],
            }),
          ],
        },
      ],
    }
    expect(sentences(survey)[2]).toEqual([3, '第 1 题选了“甲”，而且第 2 题答了 4 分或更多的，请答这一题；不是的，答到这里就完了。'])
  })
})
