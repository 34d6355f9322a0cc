import { randomUUID } from 'node:crypto'
import type { Client, InStatement } from '@libsql/client'
import { resultOf } from '../../../src/features/survey-results/result.ts'
import { courseOf } from '../../../src/features/surveys/branching.ts'
import { limitsOf } from '../../../src/features/surveys/limits.ts'
import type { Draw } from '../../../src/features/surveys/sample-answers.ts'
import type { Answer, Answers, CatalogueSurvey, Channel, Question } from '../../../src/features/surveys/schema.ts'
import { sealText } from '../../../src/features/surveys/voter.server.ts'
import type { Vault } from '../../../src/kernel/vault.ts'

export { drawFrom } from '../../../src/features/surveys/sample-answers.ts'

export interface GivenAnswers {
  answers: Answers
  channel?: Channel
  booth?: string | null
  version?: string
  voter?: string
  texts?: { question: string; text: string }[]
}

/** Sets of answers as they lie in the database once they were counted. Returns the ids of their texts, in order. */
export const answersIn = async (client: Client, vault: Vault, survey: CatalogueSurvey, given: GivenAnswers[]): Promise<string[]> => {
  const texts: string[] = []
  const statements: InStatement[] = []
  for (const { answers, channel = 'online', booth = null, version = survey.version, voter = null, texts: words = [] } of given) {
    const id = randomUUID()
    statements.push(
      {
        sql: 'INSERT INTO survey_participations (survey, voter, receipt) VALUES (?, ?, ?)',
        args: [survey.slug, randomUUID(), randomUUID()],
      },
      {
        sql: 'INSERT INTO survey_responses (id, survey, version, channel, booth, answers, voter) VALUES (?, ?, ?, ?, ?, ?, ?)',
        args: [id, survey.slug, version, channel, booth, JSON.stringify(answers), voter],
      },
    )
    for (const { question, text } of words) {
      const of = randomUUID()
      texts.push(of)
      statements.push({
        sql: 'INSERT INTO survey_texts (id, survey, version, question, text, response) VALUES (?, ?, ?, ?, ?, ?)',
        args: [of, survey.slug, version, question, await sealText(vault, of, text), survey.naming === '记名' ? id : null],
      })
    }
  }
  await client.batch(statements, 'write')
  return texts
}

/** The result of a survey of nine sets, published once. */
export const publishedIn = (client: Client, survey: CatalogueSurvey) => {
  const came = [{ channel: 'online', booth: null, version: survey.version, times: 9 }]
  const result = JSON.stringify(resultOf(survey, { came, answers: [], taken_part: 9 }, 100))
  return client.execute({
    sql: 'INSERT INTO survey_results (survey, published_at, published_by, result) VALUES (?, 1, ?, ?) ON CONFLICT DO NOTHING',
    args: [survey.slug, 'test', result],
  })
}

/** `times` sets of the same answers. */
export const sets = (times: number, answers: Answers, more: Partial<GivenAnswers> = {}): GivenAnswers[] =>
  Array.from({ length: times }, () => ({ answers, ...more }))

const answerTo = ({ kind, options = [], rows = [], ...question }: Question, draw: Draw): Answer => {
  const ids = options.map(({ id }) => id)
  const { least, most } = limitsOf({ kind, options, ...question })
  const one = () => ids[draw(ids.length)] ?? ''
  switch (kind) {
    case '多选': {
      const first = one()
      const alone = options.find(({ id }) => id === first)?.exclusive
      const others = ids.filter((id) => id !== first && !options.find((option) => option.id === id)?.exclusive)
      return alone
        ? [first]
        : [first, ...others.filter(() => draw(3) === 0)].slice(0, most).toSorted((a, b) => ids.indexOf(a) - ids.indexOf(b))
    }
    case '排序':
      return ids.toSorted(() => draw(2) - 0.5).slice(0, most)
    case '表格':
      return Object.fromEntries(rows.map(({ id }) => [id, one()]))
    case '打分':
    case '数字':
      return least + draw(Math.min(most - least + 1, 30))
    case '日期':
      return `2026-${String(1 + draw(12)).padStart(2, '0')}-05`
    case '短文字':
    case '长文字':
      return '想有个喝茶的地方'
    default:
      return one()
  }
}

/** Sound answers as somebody might give them; texts are left out, for they lie apart. */
export const anyAnswers = (survey: Pick<CatalogueSurvey, 'sections'>, draw: Draw): Answers => {
  const questions = survey.sections.flatMap((section) => section.questions)
  const given = questions
    .filter(({ required, kind }) => !kind.endsWith('文字') && (required || draw(3) > 0))
    .map((question) => [question.id, answerTo(question, draw)] as const)
  return courseOf(survey, Object.fromEntries(given)).answers
}
