import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Books, bookKeepers } from '../../../tests/support/books/ledger.ts'
import { sampleSurvey } from '../../../tests/support/surveys/surveys.ts'
import type { Database } from '../../kernel/database.ts'
import type { CatalogueSurvey } from './schema.ts'
import { recorded, recording, type Voter } from './store.server.ts'

const voter = (fingerprint: string | null): Voter => ({ sql: ':voter', args: { voter: fingerprint }, named: 'household:h1' })

describe.each(bookKeepers)('on %s', (_, openBooks) => {
  let open: Books
  let database: Database
  let count = 0
  beforeAll(async () => {
    open = await openBooks()
    database = open.database
  })
  afterAll(() => open.close())

  const hand = async (survey: CatalogueSurvey, who: Voter, receipt: string, id = `response-${count++}`) => {
    const texts = [{ id: `text of ${id}`, question: 'words', text: 'sealed' }]
    const response = { id, channel: 'online' as const, booth: null, answers: { lives: 'alone', wants: ['meals'], words: '谢谢' }, texts }
    return recorded(await database.write(recording(survey, who, response, receipt)))
  }
  const rows = async (table: string, survey: string) =>
    (await database.read([{ sql: `SELECT * FROM ${table} WHERE survey = :survey`, args: { survey } }]))[0]?.rows ?? []

  test('the first set of a voter is counted, the second is not', async () => {
    const survey = sampleSurvey({ slug: 'first' })
    expect(await hand(survey, voter('v1'), 'r1')).toBe('counted')
    expect(await hand(survey, voter('v1'), 'r2')).toBe('counted_before')
    expect(await hand(survey, voter('v2'), 'r3')).toBe('counted')
    expect(await rows('survey_responses', 'first')).toHaveLength(2)
    expect(await rows('survey_texts', 'first')).toHaveLength(2)
  })

  test('a batch that is sent again, and a request that is made again, count once', async () => {
    const survey = sampleSurvey({ slug: 'again' })
    for (const id of ['one', 'one', 'another']) expect(await hand(survey, voter('v1'), 'r1', id)).toBe('counted')
    expect((await rows('survey_responses', 'again')).map(({ id }) => id)).toEqual(['one'])
    expect((await rows('survey_texts', 'again')).map(({ id }) => id)).toEqual(['text of one'])
  })

  test('who may not take part at this moment leaves nothing but the wording', async () => {
    const survey = sampleSurvey({ slug: 'not allowed' })
    expect(await hand(survey, voter(null), 'r1')).toBe('not_allowed')
    for (const table of ['survey_participations', 'survey_responses', 'survey_texts']) expect(await rows(table, 'not allowed')).toEqual([])
  })

  test('a text stands apart from the answers, and from the name unless names are taken', async () => {
    for (const [slug, naming] of [
      ['apart', '匿名'],
      ['together', '记名'],
    ] as const) {
      await hand(sampleSurvey({ slug, naming }), voter('v1'), 'r1', `of ${slug}`)
      const [response] = await rows('survey_responses', slug)
      const [text] = await rows('survey_texts', slug)
      expect(JSON.parse(String(response?.['answers']))).toEqual({ lives: 'alone', wants: ['meals'] })
      expect([response?.['voter'], text?.['response']]).toEqual(naming === '记名' ? ['household:h1', 'of together'] : [null, null])
    }
  })

  test('a resident who is deleted takes the name off what they answered, and nothing else', async () => {
    const survey = sampleSurvey({ slug: 'let go', naming: '记名' })
    await hand(survey, { ...voter('v1'), named: 'resident:gone' }, 'r1')
    await hand(survey, { ...voter('v2'), named: 'resident:stays' }, 'r2')
    const resident = `INSERT INTO residents (id, household, name, name_fingerprint, relation, notice_version, created_at, created_by)
      VALUES ('gone', 'h1', 'n', 'f', '本人', '2026-11', 1, 's')`
    const household = "INSERT INTO households (id, building, unit, room, created_at, created_by) VALUES ('h1', '1', '1', '101', 1, 's')"
    await database.write([
      { sql: household, args: {} },
      { sql: resident, args: {} },
      { sql: "DELETE FROM residents WHERE id = 'gone'", args: {} },
    ])
    const left = await rows('survey_responses', 'let go')
    expect(left.map((row) => row['voter']).sort()).toEqual([null, 'resident:stays'].sort())
    expect(left.every((row) => String(row['answers']).includes('alone'))).toBe(true)
  })

  test('nothing that was counted is changed or taken out', async () => {
    await hand(sampleSurvey({ slug: 'kept' }), voter('v1'), 'r1')
    for (const [change, why] of [
      ["UPDATE survey_responses SET answers = '{}'", 'an answer is never changed'],
      ['DELETE FROM survey_responses', 'an answer is never changed'],
      ["UPDATE survey_participations SET voter = 'x'", 'who has taken part has taken part'],
      ['DELETE FROM survey_participations', 'who has taken part has taken part'],
      ["UPDATE survey_versions SET definition = '{}'", 'what was asked stays as it was asked'],
      ["UPDATE survey_texts SET text = 'other'", 'a text is never changed'],
      ['DELETE FROM survey_texts', 'a text is never changed'],
    ] as const) {
      await expect(database.write([{ sql: `${change} WHERE survey = 'kept'`, args: {} }])).rejects.toThrow(why)
    }
  })

  test('once the result is published nothing more is counted', async () => {
    const survey = sampleSurvey({ slug: 'published' })
    const publish = "INSERT INTO survey_results (survey, published_at, published_by, result) VALUES ('published', 1, 's', '{}')"
    await database.write([{ sql: publish, args: {} }])
    expect(await hand(survey, voter('v1'), 'r1')).toBe('published')
    const late = "INSERT INTO survey_responses (id, survey, version, channel, answers) VALUES ('late', 'published', 'v', 'desk', '{}')"
    await expect(database.write([{ sql: late, args: {} }])).rejects.toThrow('the result is published')
    expect(await rows('survey_participations', 'published')).toEqual([])
  })
})
