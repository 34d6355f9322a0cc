import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { runJobs } from '../../../functions/jobs/index.ts'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn, countIn, type SurveyBrowser } from '../../../tests/support/surveys/browser.ts'
import { printedCode } from '../../../tests/support/surveys/codes.ts'
import { sampleSurvey, sampleSurveys } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
let homes = 0
beforeAll(async () => {
  const named = sampleSurvey({ slug: 'named', naming: '记名', named_reason: '居委会上门装扶手。' })
  site = await openSite({ ...sampleCatalogue(), surveys: { ...sampleSurveys, named } })
})
afterAll(() => site.close())

const answerAll = async (browser: SurveyBrowser, slug: string) => {
  await browser.open(`/surveys/${slug}/answer/`)
  await browser.answer(slug, 'home', { lives: 'alone' })
  expect(await browser.answer(slug, 'wishes', { 'wants.lift': 'on' })).toBe(`/surveys/${slug}/review/`)
}

describe('a printed code', () => {
  test('is shown as a way in beside signing in, lets its household answer once, and is over then', async () => {
    const code = await printedCode(site, 'needs', `home-${homes++}`)
    const browser = browserIn(site)
    expect((await browser.open('/surveys/needs/answer/')).page.kind).toBe('survey-way')
    expect((await browser.post('/surveys/needs/code/', { code: `${code.slice(0, 4)}-${code.slice(4).toLowerCase()}` })).location).toBe(
      '/surveys/needs/answer/',
    )
    expect((await browser.open('/surveys/needs/answer/')).page).toMatchObject({ kind: 'survey-answer', counted_by: 'code' })
    await answerAll(browser, 'needs')
    expect(await browser.handIn('needs')).toBe('/surveys/needs/done/')
    expect([...browser.jar.keys()].filter((name) => name.startsWith('survey_'))).toEqual([])
    const another = browserIn(site)
    await another.post('/surveys/needs/code/', { code })
    expect((await another.open('/surveys/needs/answer/')).page.problem.code).toBe('survey_answered')
  })

  test('counts for the household, whichever of its ways was first', async () => {
    const { id, household } = await resident(site, { door: ['3', '1', '900'], name: '王秀英' })
    const code = await printedCode(site, 'needs', household)
    const signedIn = browserIn(site, await asResident(site, id))
    await answerAll(signedIn, 'needs')
    expect(await signedIn.handIn('needs')).toBe('/surveys/needs/done/')
    const byCode = browserIn(site)
    await byCode.post('/surveys/needs/code/', { code })
    expect((await byCode.open('/surveys/needs/answer/')).page.problem.code).toBe('survey_answered')
  })

  test('goes along to another device with what was kept, and need not be typed again', async () => {
    const browser = browserIn(site)
    await browser.post('/surveys/needs/code/', { code: await printedCode(site, 'needs', `home-${homes++}`) })
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', { lives: 'alone' })
    const { draft_code } = (await browser.open('/surveys/needs/answer/')).page
    const elsewhere = browserIn(site)
    await elsewhere.post('/surveys/resume/', { code: draft_code })
    await elsewhere.open('/surveys/needs/answer/')
    await elsewhere.answer('needs', 'wishes', { 'wants.lift': 'on' })
    expect(await elsewhere.handIn('needs')).toBe('/surveys/needs/done/')
  })

  test('that was taken back while somebody answers is refused at the end, and what was typed stays', async () => {
    const home = `home-${homes++}`
    const browser = browserIn(site)
    await browser.post('/surveys/needs/code/', { code: await printedCode(site, 'needs', home) })
    await answerAll(browser, 'needs')
    const before = await countIn(site, 'needs')
    await site.client.execute("UPDATE survey_codes SET revoked_on = '2026-11-23' WHERE survey = 'needs'")
    const { page } = await browser.open('/surveys/needs/review/')
    const refused = await browser.post('/surveys/needs/review/', { version: page.survey.version, request_key: page.request_key })
    expect([refused.status, refused.page.problem.sentence, refused.page.sections[0].questions[0].words]).toEqual([
      403,
      '现在不能交：登记里没有您这一户，或者登录、答题码已经作废。请登录，或写新的答题码；都不行，请打电话 0400-5550100。',
      '一个人',
    ])
    expect(await countIn(site, 'needs')).toBe(before)
  })

  test('of a survey that takes names says which household’s code it was; who is signed in is named', async () => {
    const { id, household } = await resident(site, { door: ['3', '1', '901'], name: '王秀英' })
    const browser = browserIn(site, await asResident(site, id))
    await answerAll(browser, 'named')
    await browser.handIn('named')
    const byCode = browserIn(site)
    await byCode.post('/surveys/named/code/', { code: await printedCode(site, 'named', `home-${homes++}`) })
    await answerAll(byCode, 'named')
    await byCode.handIn('named')
    const { rows } = await site.client.execute("SELECT voter FROM survey_responses WHERE survey = 'named' ORDER BY voter DESC")
    expect(rows.map(({ voter }) => String(voter))).toEqual([`household:${household}`, expect.stringMatching(/^code:[\w-]{43}$/)])
  })
})

describe('what is not handed in', () => {
  const begin = async () => {
    const { id } = await resident(site, { door: ['3', '2', String(100 + homes++)], name: '王秀英' })
    const browser = browserIn(site, await asResident(site, id))
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', { lives: 'alone' })
    return browser
  }
  const kept = async () => Number((await site.client.execute('SELECT count(*) AS n FROM survey_drafts')).rows[0]?.['n'])

  test('can be read by nobody without its code', async () => {
    await begin()
    const { rows } = await site.client.execute('SELECT * FROM survey_drafts')
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(JSON.stringify(row)).not.toMatch(/alone|lives/)
  })

  test('is gone from the browser with signing out', async () => {
    const browser = await begin()
    expect([...browser.jar.keys()]).toContain('survey_draft /surveys/needs')
    await browser.post('/signin/leave/', {})
    expect([...browser.jar.keys()].filter((name) => name.startsWith('survey_'))).toEqual([])
  })

  test('is gone with 换一个人填', async () => {
    const browser = await begin()
    expect((await browser.post('/surveys/needs/other/', {})).location).toBe('/surveys/needs/code/')
    expect((await browser.open('/surveys/needs/answer/')).page).toMatchObject({ draft_code: null, typed: {} })
  })

  test('is deleted by the job when its day has passed, and is not found before that either', async () => {
    const browser = await begin()
    expect(await kept()).toBeGreaterThan(0)
    site.state.now = Date.parse('2026-12-11T00:30:00+08:00')
    expect((await browser.open('/surveys/needs/review/')).page.problem.code).toBe('survey_closed')
    await runJobs(site.host, site.state.catalogue)
    expect(await kept()).toBe(0)
    site.state.now = Date.parse('2026-11-23T09:00:00+08:00')
    const refused = await browser.open('/surveys/needs/answer/?at=wishes')
    expect([refused.status, refused.page.problem.code]).toEqual([410, 'draft_unknown'])
  })
})
