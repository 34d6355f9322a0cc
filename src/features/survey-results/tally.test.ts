import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openVault } from '../../../functions/vault.ts'
import { type Books, bookKeepers } from '../../../tests/support/books/ledger.ts'
import { answersIn, anyAnswers, drawFrom, type GivenAnswers } from '../../../tests/support/surveys/answers.ts'
import { sampleBallot, sampleSurvey } from '../../../tests/support/surveys/surveys.ts'
import type { Database } from '../../kernel/database.ts'
import type { CatalogueSurvey, Channel, Question } from '../surveys/schema.ts'
import { resultOf } from './result.ts'
import { publishing, readPublication } from './store.server.ts'
import { readTally } from './tally.server.ts'
import { recount, type Times } from './tally.ts'

const options = ['a', 'b', 'c'].map((id) => ({ id, label: id }))
const kinds: Question[] = (['单选', '多选', '打分', '数字', '日期', '排序', '表格'] as const).map((kind, place) => ({
  id: `q${place}`,
  ask: kind,
  kind,
  required: false,
  ...(!['打分', '数字', '日期'].includes(kind) && { options }),
  ...(kind === '表格' && { rows: options }),
}))
const everyKind = (slug: string) => sampleSurvey({ slug, sections: [{ id: 'one', title: 'one', questions: kinds }] })

const inOrder = (times: Times[]) => times.map((one) => JSON.stringify(one)).sort()
const keys = ({ question, part, value, times }: Times): Times => ({ question, part, value, times })

describe.each(bookKeepers)('on %s', (where, openBooks) => {
  let open: Books
  let database: Database
  let count = 0
  beforeAll(async () => {
    open = await openBooks()
    database = open.database
  })
  afterAll(() => open.close())

  const given = async (survey: CatalogueSurvey, sets: GivenAnswers[]) =>
    answersIn(open.client, await openVault('a secret for tests, long enough for them'), survey, sets)

  test('what the database counts is what comes of counting the answers one by one', () =>
    fc.assert(
      fc.asyncProperty(fc.integer(), fc.integer({ min: 1, max: 30 }), fc.boolean(), async (seed, people, votes) => {
        const draw = drawFrom(seed)
        const slug = `s${count++}`
        const survey = votes ? sampleBallot({ slug }) : everyKind(slug)
        const sets = Array.from({ length: people }, () => ({
          answers: anyAnswers(survey, draw),
          channel: (['online', 'desk', 'paper'] as Channel[])[draw(3)] ?? 'online',
          booth: draw(2) === 0 ? 'gate' : null,
          version: draw(4) === 0 ? 'earlier' : survey.version,
        }))
        await given(survey, sets)
        const { answers, came, taken_part } = await readTally(database, survey)
        expect(inOrder(answers.map(keys))).toEqual(inOrder(recount(sets).map(keys)))
        expect([came.reduce((sum, { times }) => sum + times, 0), taken_part]).toEqual([people, people])
        for (const one of came)
          expect(one.times).toBe(
            sets.filter(({ channel, booth, version }) => channel === one.channel && booth === one.booth && version === one.version).length,
          )
      }),
      { numRuns: where === 'an embedded file' ? 40 : 12 },
    ))

  test('a result made of other answers than there are is not published, and one that is published stays', async () => {
    const survey = sampleSurvey({ slug: `published-${count++}` })
    await given(survey, [{ answers: { lives: 'alone', wants: ['meals'] } }])
    const publish = async (counted: number, now: number) => {
      const result = resultOf(survey, await readTally(database, survey), null)
      return readPublication(await database.write(publishing(survey.slug, result, counted, 's', now)))
    }
    expect(await publish(0, 1)).toBe('result_overtaken')
    expect(await publish(1, 2)).toBe('published')
    expect(await publish(1, 3)).toBe('published')
    const [row] =
      (await database.read([{ sql: 'SELECT published_at FROM survey_results WHERE survey = :survey', args: { survey: survey.slug } }]))[0]
        ?.rows ?? []
    expect(row?.['published_at']).toBe(2)
  })
})
