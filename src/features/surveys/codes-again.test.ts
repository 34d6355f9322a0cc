import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn, countIn, type SurveyBrowser } from '../../../tests/support/surveys/browser.ts'
import { type Clerk, clerkIn } from '../../../tests/support/surveys/clerk.ts'
import { sampleSurveys } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
let desk: Clerk
let rooms = 100
let home: { id: string; household: string; code: string }
beforeAll(async () => {
  site = await openSite({ ...sampleCatalogue(), surveys: sampleSurveys })
  desk = await clerkIn(site)
})
afterAll(() => site.close())

const newHome = async () => {
  const { id, household } = await resident(site, { door: ['3', '1', String(rooms++)], name: '王秀英', relation: 'head' })
  return { id, household, code: (await desk.slip('needs', household)).code }
}
beforeEach(async () => {
  home = await newHome()
})

const notAllowed = '现在不能交：登记里没有您这一户，或者登录、答题码已经作废。请登录，或写新的答题码；都不行，请打电话 0400-5550100。'
const type = (browser: SurveyBrowser, code: string) => browser.post('/surveys/needs/code/', { code })
const page = async (browser: SurveyBrowser) => (await browser.open('/surveys/needs/answer/')).page
const halfFilled = async (browser = browserIn(site)) => {
  await type(browser, home.code)
  await browser.open('/surveys/needs/answer/')
  await browser.answer('needs', 'home', { lives: 'alone' })
  return browser
}
const reissued = async () => (await desk.slip('needs', home.household)).code
const finish = async (browser: SurveyBrowser) => {
  await browser.open('/surveys/needs/answer/')
  await browser.answer('needs', 'wishes', { 'wants.lift': 'on' })
  return browser.handIn('needs')
}
const refusedAtReview = async (browser: SurveyBrowser) => {
  await browser.open('/surveys/needs/answer/')
  await browser.answer('needs', 'wishes', { 'wants.lift': 'on' })
  const { page: review } = await browser.open('/surveys/needs/review/')
  return browser.post('/surveys/needs/review/', { version: review.survey.version, request_key: review.request_key })
}

describe('a new slip for the same household', () => {
  test('goes on with what was answered under the one it replaces, and counts once', async () => {
    const browser = await halfFilled()
    const code = await reissued()
    await type(browser, code)
    expect(await page(browser)).toMatchObject({ typed: { lives: 'alone' }, counted_by: 'code' })
    const before = await countIn(site, 'needs')
    expect(await finish(browser)).toBe('/surveys/needs/done/')
    expect(await countIn(site, 'needs')).toBe(before + 1)
    const another = browserIn(site)
    await type(another, code)
    expect((await page(another)).problem.code).toBe('survey_answered')
  })

  test('still goes on after the old one was refused at the end', async () => {
    const browser = await halfFilled()
    const code = await reissued()
    const refused = await refusedAtReview(browser)
    expect([refused.status, refused.page.problem.sentence]).toEqual([403, notAllowed])
    await type(browser, code)
    expect(await page(browser)).toMatchObject({ typed: { lives: 'alone' }, counted_by: 'code' })
    expect(await browser.handIn('needs')).toBe('/surveys/needs/done/')
  })
})

describe('a code that was taken back', () => {
  test('is told once before anything is typed, and is not held against whoever comes with another way', async () => {
    const browser = browserIn(site)
    await type(browser, home.code)
    const code = await reissued()
    const refused = await browser.open('/surveys/needs/answer/')
    expect([refused.status, refused.page.problem.sentence]).toEqual([403, notAllowed])
    expect((await page(browser)).kind).toBe('survey-way')
    await type(browser, code)
    expect(await page(browser)).toMatchObject({ kind: 'survey-answer', counted_by: 'code' })
  })

  test('gives way to signing in with everything that was answered', async () => {
    const browser = await halfFilled(browserIn(site, await asResident(site, home.id)))
    await reissued()
    expect((await refusedAtReview(browser)).page.problem.code).toBe('respondent_not_allowed')
    expect(await page(browser)).toMatchObject({ typed: { lives: 'alone' }, counted_by: 'resident' })
    expect(await browser.handIn('needs')).toBe('/surveys/needs/done/')
  })

  test('and no other way in hand leaves the answers where they are and asks for one', async () => {
    const browser = await halfFilled()
    await reissued()
    await refusedAtReview(browser)
    const again = await refusedAtReview(browser)
    expect([again.page.problem.code, again.page.sections[0].questions[0].words]).toEqual(['respondent_needed', '一个人'])
  })
})

test('a code of a survey of one page that was taken back leaves what was typed, and the next press asks for another way', async () => {
  const browser = browserIn(site)
  await browser.post('/surveys/stairs/code/', { code: (await desk.slip('stairs', home.household)).code })
  await browser.open('/surveys/stairs/answer/')
  await desk.slip('stairs', home.household)
  const press = () => browser.send('stairs', 'ballot', { 'vote.b1': 'on' }, { go: 'hand_in' })
  const [refused, asked] = [await press(), await press()]
  expect([refused.status, refused.page.problem.sentence, refused.page.typed]).toEqual([403, notAllowed, { 'vote.b1': 'on' }])
  expect([asked.page.problem.code, asked.page.typed]).toEqual(['respondent_needed', { 'vote.b1': 'on' }])
})

test('the same slip scanned again goes on where one was', async () => {
  const browser = await halfFilled()
  await type(browser, home.code)
  expect(await page(browser)).toMatchObject({ typed: { lives: 'alone' }, counted_by: 'code' })
  expect(await finish(browser)).toBe('/surveys/needs/done/')
})

test('the slip of another household begins anew, whether or not the first one is good', async () => {
  const [first, second] = [await newHome(), await newHome()]
  const browser = await halfFilled()
  await type(browser, first.code)
  expect(await page(browser)).toMatchObject({ typed: {}, draft_code: null, counted_by: 'code' })
  const other = await halfFilled()
  await reissued()
  await refusedAtReview(other)
  await type(other, second.code)
  expect(await page(other)).toMatchObject({ typed: {}, draft_code: null, counted_by: 'code' })
})
