import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn, countIn, type SurveyBrowser } from '../../../tests/support/survey-browser.ts'
import { sampleSurveys } from '../../../tests/support/surveys.ts'

let site: TestSite
let doors = 100
beforeAll(async () => {
  site = await openSite({ ...sampleCatalogue(), surveys: sampleSurveys })
})
afterAll(() => site.close())

const family = { lives: 'family', persons: '3' }
const meals = { 'wants.meals': 'on', words: '谢谢\r\n大家' }

/** The browser of a resident of a household of its own. */
const someone = async (): Promise<SurveyBrowser & { household: string }> => {
  const { id, household } = await resident(site, { door: ['3', '1', String(doors++)], name: '王秀英' })
  return { ...browserIn(site, await asResident(site, id)), household }
}

describe('whoever answers a survey of two sections', () => {
  let browser: SurveyBrowser
  beforeEach(async () => {
    browser = await someone()
  })

  test('goes from section to section, checks everything and hands in once', async () => {
    const before = await countIn(site, 'needs')
    expect((await browser.open('/surveys/needs/answer/')).page).toMatchObject({
      kind: 'survey-answer',
      place: 1,
      of: 2,
      counted_by: 'resident',
    })
    expect(await browser.answer('needs', 'home', family)).toBe('/surveys/needs/answer/?at=wishes')
    expect(await browser.answer('needs', 'wishes', meals)).toBe('/surveys/needs/review/')
    const review = await browser.open('/surveys/needs/review/')
    expect(review.page.sections).toEqual([
      {
        id: 'home',
        title: '您家的情况',
        questions: [
          { id: 'lives', ask: '您和谁一起住？', words: '和家人' },
          { id: 'persons', ask: '家里几口人？', words: '3口' },
        ],
      },
      {
        id: 'wishes',
        title: '您需要什么',
        questions: [
          { id: 'wants', ask: '您需要哪些？', words: '助餐' },
          { id: 'words', ask: '还有什么想说的？', words: '谢谢\n大家' },
        ],
      },
    ])
    expect(await browser.handIn('needs')).toBe('/surveys/needs/done/')
    expect(await countIn(site, 'needs')).toBe(before + 1)
    const { rows } = await site.client.execute("SELECT answers, channel, voter FROM survey_responses WHERE survey = 'needs'")
    expect(rows.map((row) => ({ ...row }))).toContainEqual({
      answers: '{"lives":"family","persons":3,"wants":["meals"]}',
      channel: 'online',
      voter: null,
    })
    expect((await site.client.execute('SELECT count(*) AS drafts FROM survey_drafts')).rows[0]?.['drafts']).toBe(0)
  })
})
