import { afterEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { openRemoteDatabase } from '../../../tests/support/database-server.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { countIn } from '../../../tests/support/surveys/browser.ts'
import { printedCode } from '../../../tests/support/surveys/codes.ts'
import { sampleSurveys } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
let afterwards: () => Promise<void> | void = () => {}
afterEach(async () => {
  site.close()
  await afterwards()
})

const openOn = async (where: string) => {
  const catalogue = { ...sampleCatalogue(), surveys: sampleSurveys }
  if (where === 'an embedded file') site = await openSite(catalogue)
  else {
    const remote = await openRemoteDatabase()
    afterwards = () => remote.close()
    site = await openSite(catalogue, remote.client)
  }
}

const lives = ['alone', 'family'] as const
const answersOf = (place: number) => ({
  lives: lives[place % 2] ?? 'alone',
  ...(place % 2 === 1 && { persons: 2 + (place % 19) }),
  wants: [['meals', 'lift'], ['care'], ['none']][place % 3],
  words: `第 ${place} 份`,
})

describe.each(['an embedded file', 'a server over HTTP'])('on %s', (where) => {
  test('of two hundred answers at once with fifty codes exactly fifty are counted, one a code', { timeout: 120_000 }, async () => {
    await openOn(where)
    const codes = await Promise.all(Array.from({ length: 50 }, (_, home) => printedCode(site, 'needs', `home ${home}`)))
    const sent = await Promise.all(
      Array.from({ length: 200 }, async (_, place) => {
        const request_key = `crowd-request-${String(place).padStart(6, '0')}`
        const body = { version: 'aaaaaaaaaaaa', answers: answersOf(place), request_key, code: codes[place % 50] }
        const answer = await site.post('/api/surveys/needs/responses', body, { 'x-test-client': `home ${place % 50}` })
        return { place, body, status: answer.status, code: ((await answer.json()) as { code?: string }).code }
      }),
    )
    const counted = sent.filter(({ status }) => status === 201)
    expect(counted).toHaveLength(50)
    expect(new Set(counted.map(({ place }) => place % 50)).size).toBe(50)
    for (const { status, code } of sent.filter((one) => !counted.includes(one))) expect([status, code]).toEqual([409, 'survey_answered'])

    expect(await countIn(site, 'needs')).toBe(50)
    const { rows } = await site.client.execute(`SELECT (SELECT count(*) FROM survey_participations) AS participations,
      (SELECT count(*) FROM survey_texts) AS texts, (SELECT count(*) FROM survey_versions) AS versions`)
    expect({ ...rows[0] }).toEqual({ participations: 50, texts: 50, versions: 1 })

    const stored = (await site.client.execute('SELECT answers FROM survey_responses')).rows.map(({ answers }) => String(answers))
    const expected = counted.map(({ body }) => {
      const { words: _, ...answers } = body.answers
      return JSON.stringify(answers)
    })
    expect(stored.sort()).toEqual(expected.sort())

    for (const { body } of counted.slice(0, 5))
      expect((await site.post('/api/surveys/needs/responses', body, { 'x-test-client': 'again' })).status).toBe(201)
    expect(await countIn(site, 'needs')).toBe(50)
  })
})
