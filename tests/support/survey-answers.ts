import { randomUUID } from 'node:crypto'
import type { Client, InStatement } from '@libsql/client'
import type { Answers, CatalogueSurvey, Channel } from '../../src/features/surveys/schema.ts'
import { sealText } from '../../src/features/surveys/voter.server.ts'
import type { Vault } from '../../src/kernel/vault.ts'

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

/** `times` sets of the same answers. */
export const sets = (times: number, answers: Answers, more: Partial<GivenAnswers> = {}): GivenAnswers[] =>
  Array.from({ length: times }, () => ({ answers, ...more }))
