import { afterAll, beforeAll, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn } from '../../../tests/support/surveys/browser.ts'
import { sampleSurvey, sampleSurveys } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
beforeAll(async () => {
  const late = sampleSurvey({ slug: 'late', opens_on: '2026-12-01', closes_on: '2026-12-31' })
  const over = sampleSurvey({ slug: 'over', closes_on: '2026-11-13' })
  const long_over = sampleSurvey({
    slug: 'long-over',
    closes_on: '2026-10-01',
    opens_on: '2026-09-01',
    reply: { title: '灯修好了', published_on: '2026-11-01' },
  })
  site = await openSite({ ...sampleCatalogue(), surveys: { late, 'long-over': long_over, over, ...sampleSurveys } })
})
afterAll(() => site.close())

test('those that can be answered come first, then those to come, then those that are over, the latest first', async () => {
  const { page } = await browserIn(site).open('/surveys/')
  expect(page.surveys.map((one: { survey: { slug: string } }) => one.survey.slug)).toEqual([
    'needs',
    'stairs',
    'tea-poll',
    'late',
    'over',
    'long-over',
  ])
})

test.each([
  ['2026-11-30T23:59:00+08:00', 'late', { state: 'upcoming' }],
  ['2026-12-01T00:00:00+08:00', 'late', { state: 'open', days_left: 30 }],
  ['2026-12-31T23:59:00+08:00', 'late', { state: 'open', days_left: 0 }],
  ['2027-01-01T00:00:00+08:00', 'late', { state: 'unanswered', waiting_days: 1 }],
  ['2026-10-31T12:00:00+08:00', 'long-over', { state: 'unanswered', waiting_days: 30 }],
  ['2026-11-01T00:00:00+08:00', 'long-over', { state: 'replied', published_on: '2026-11-01' }],
])('at %s %s stands where the day says, without a build', async (moment, slug, standing) => {
  const before = site.state.now
  site.state.now = Date.parse(moment)
  expect((await browserIn(site).open(`/surveys/${slug}/`)).page.standing).toEqual(standing)
  site.state.now = before
})

test.each([
  ['/surveys/nothing/', 404, 'survey_unknown'],
  ['/surveys/constructor/', 404, 'survey_unknown'],
  ['/surveys/nothing/answer/', 404, 'survey_unknown'],
  ['/surveys/late/answer/', 409, 'survey_not_open'],
  ['/surveys/over/answer/', 410, 'survey_closed'],
  ['/surveys/over/review/', 410, 'survey_closed'],
  ['/surveys/over/code/', 410, 'survey_closed'],
  ['/surveys/needs/answer/?at=wishes', 200, undefined],
])('%s is answered by %i', async (address, status, code) => {
  const answer = await browserIn(site).open(address)
  expect([answer.status, answer.page.problem?.code]).toEqual([status, code])
})

test('a survey that is open to all has no codes', async () => {
  expect((await browserIn(site).open('/surveys/tea-poll/code/')).location).toBe('/surveys/tea-poll/answer/')
})

test('the thanks say nothing of what was answered', async () => {
  const { page } = await browserIn(site).open('/surveys/needs/done/')
  expect(Object.keys(page).sort()).toEqual(['anyone', 'kind', 'survey'])
})

test('a program reads what is asked, of which wording, and whether it can be answered today', async () => {
  const answer = await site.request('/api/surveys/needs')
  const survey = (await answer.json()) as Record<string, unknown>
  expect(survey).toMatchObject({ slug: 'needs', version: 'aaaaaaaaaaaa', open: true, respondents: '每户一份', naming: '匿名' })
  expect(survey['sections']).toEqual(sampleSurvey().sections)
  expect((await site.request('/api/surveys/over')).status).toBe(200)
})
