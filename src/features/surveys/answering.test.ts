import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { deadDatabase } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn, countIn, type SurveyBrowser } from '../../../tests/support/surveys/browser.ts'
import { sampleSurvey, sampleSurveys } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
let doors = 100
let named = 0
const names = '一二三四五六七八九十'
beforeAll(async () => {
  site = await openSite({
    ...sampleCatalogue(),
    surveys: { ...sampleSurveys, apart: sampleSurvey({ slug: 'apart', respondents: '每位居民一份' }) },
  })
})
afterAll(() => site.close())

const family = { lives: 'family', persons: '3' }
const meals = { 'wants.meals': 'on', words: '谢谢\r\n大家' }

/** The browser of a resident of a household, by itself a new one. */
const someone = async (room = doors++): Promise<SurveyBrowser> => {
  const { id } = await resident(site, { door: ['3', '1', String(room)], name: `王${names.charAt(named++ % names.length)}` })
  return browserIn(site, await asResident(site, id))
}
const stored = async (survey: string) =>
  (await site.client.execute({ sql: 'SELECT answers, channel, voter FROM survey_responses WHERE survey = ?', args: [survey] })).rows.map(
    (row) => ({ ...row }),
  )
const drafts = async () => Number((await site.client.execute('SELECT count(*) AS n FROM survey_drafts')).rows[0]?.['n'])

describe('whoever answers a survey of two sections', () => {
  let browser: SurveyBrowser
  beforeEach(async () => {
    browser = await someone()
    await site.client.execute('DELETE FROM survey_drafts')
  })

  test('goes from section to section, checks everything and hands in once', async () => {
    const before = await countIn(site, 'needs')
    const opened = { kind: 'survey-answer', place: 1, of: 2, counted_by: 'resident', draft_code: null }
    expect((await browser.open('/surveys/needs/answer/')).page).toMatchObject(opened)
    expect(await browser.answer('needs', 'home', family)).toBe('/surveys/needs/answer/?at=wishes')
    expect(await browser.answer('needs', 'wishes', meals)).toBe('/surveys/needs/review/')
    expect((await browser.open('/surveys/needs/review/')).page.sections).toEqual([
      {
        id: 'home',
        title: '您家的情况',
        questions: [
          { id: 'lives', ask: '您和谁一起住？', words: '和家人' },
          { id: 'persons', ask: '家里几口人？', words: '3 口' },
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
    expect(await stored('needs')).toContainEqual({
      answers: '{"lives":"family","persons":3,"wants":["meals"]}',
      channel: 'online',
      voter: null,
    })
    expect(await drafts()).toBe(0)
    expect([...browser.jar.keys()].filter((name) => name.includes('draft'))).toEqual([])
  })

  test('loses nothing by going back, whether it was right or not', async () => {
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', family)
    expect(await browser.answer('needs', 'wishes', { words: '长'.repeat(600) }, { go: 'back' })).toBe('/surveys/needs/answer/?at=home')
    expect((await browser.open('/surveys/needs/answer/?at=home')).page.typed).toMatchObject(family)
    await browser.answer('needs', 'home', family)
    expect((await browser.open('/surveys/needs/answer/?at=wishes')).page.typed).toMatchObject({ words: '长'.repeat(600) })
  })

  test('is shown what was typed and what is wrong, in the order of the questions', async () => {
    await browser.open('/surveys/needs/answer/')
    const { status, page } = await browser.send('needs', 'home', { lives: 'family', persons: '三' })
    expect(status).toBe(422)
    expect(page.typed).toEqual({ lives: 'family', persons: '三' })
    expect(page.problem).toEqual({
      code: 'survey_answers_invalid',
      sentence: '有的地方还要改一改，请看下面。',
      fields: [{ field: 'q-persons', code: 'number_unreadable', sentence: '“家里几口人？”请只写数字，例如 2。' }],
    })
    expect(await drafts()).toBe(0)
  })

  test('sees on a page without script also what an answer on it may bring up, and need not answer it', async () => {
    const { page } = await browser.open('/surveys/needs/answer/')
    expect(page.section.questions.map(({ id }: { id: string }) => id)).toEqual(['lives', 'persons'])
    expect(await browser.answer('needs', 'home', { lives: 'alone', persons: '9' })).toBe('/surveys/needs/answer/?at=wishes')
    await browser.answer('needs', 'wishes', meals)
    expect(await browser.handIn('needs')).toBe('/surveys/needs/done/')
    expect(await stored('needs')).toContainEqual(expect.objectContaining({ answers: '{"lives":"alone","wants":["meals"]}' }))
  })

  test('changes an answer from the review page and comes back to it', async () => {
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', { lives: 'alone' })
    await browser.answer('needs', 'wishes', meals)
    expect((await browser.open('/surveys/needs/answer/?at=home&from=review')).page).toMatchObject({ reviewing: true })
    expect(await browser.answer('needs', 'home', { lives: 'family' }, { go: 'review', from: 'review' })).toBe(null)
    expect(await browser.answer('needs', 'home', family, { go: 'review', from: 'review' })).toBe('/surveys/needs/review/')
  })

  test('cannot hand in what is not whole', async () => {
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', family)
    const { page } = await browser.open('/surveys/needs/review/')
    const refused = await browser.post('/surveys/needs/review/', { version: page.survey.version, request_key: page.request_key })
    expect([refused.status, refused.page.problem.fields]).toEqual([
      422,
      [{ field: 'q-wants', code: 'answer_missing', sentence: '“您需要哪些？”还没有答。请选至少一项。' }],
    ])
  })

  test('goes on elsewhere by the code, and hands in there once signed in', async () => {
    await browser.open('/surveys/needs/answer/')
    expect(await browser.answer('needs', 'home', family, { go: 'save' })).toBe('/surveys/needs/answer/?at=home&saved=1')
    const { page } = await browser.open('/surveys/needs/answer/?at=home&saved=1')
    expect(page).toMatchObject({ saved: true, kept_until: '2026-12-10' })
    const elsewhere = browserIn(site)
    const code = `${page.draft_code.slice(0, 5).toLowerCase()} ${page.draft_code.slice(5)}`
    expect((await elsewhere.post('/surveys/resume/', { code })).location).toBe('/surveys/needs/answer/')
    expect((await elsewhere.open('/surveys/needs/answer/')).page).toMatchObject({ place: 2, typed: family })
    expect(await elsewhere.answer('needs', 'wishes', meals)).toBe('/surveys/needs/review/')
    const review = (await elsewhere.open('/surveys/needs/review/')).page
    const sent = { version: review.survey.version, request_key: review.request_key }
    const refused = await elsewhere.post('/surveys/needs/review/', sent)
    expect([refused.status, refused.page.problem.next]).toEqual([401, { href: '/signin/', word: '去登录' }])
    expect(await browser.handIn('needs')).toBe('/surveys/needs/done/')
    expect((await elsewhere.post('/surveys/needs/review/', sent)).location).toBe('/surveys/needs/done/')
  })

  test('loses nothing when the database is away, neither in a section nor at the end', async () => {
    const { database } = site.host
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', family)
    site.host.database = deadDatabase
    const typed = { 'wants.meals': 'on', words: '谢谢' }
    const away = await browser.send('needs', 'wishes', typed)
    expect([away.status, away.page.problem.code, away.page.section.id, away.page.typed]).toEqual([
      503,
      'database_unavailable',
      'wishes',
      typed,
    ])
    site.host.database = database
    expect(await browser.answer('needs', 'wishes', typed)).toBe('/surveys/needs/review/')
    expect(await browser.handIn('needs')).toBe('/surveys/needs/done/')
  })

  test('is told the same once more when the answer to handing in was lost', async () => {
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', family)
    await browser.answer('needs', 'wishes', meals)
    const { page } = await browser.open('/surveys/needs/review/')
    const sent = { version: page.survey.version, request_key: page.request_key }
    const before = await countIn(site, 'needs')
    for (let times = 0; times < 2; times++)
      expect((await browser.post('/surveys/needs/review/', sent)).location).toBe('/surveys/needs/done/')
    expect(await countIn(site, 'needs')).toBe(before + 1)
  })
})

describe('one set counts', () => {
  const whole = { 'wants.meals': 'on' }
  const answered = '您家已经交过一份，先交的算数。这份问卷不记名，谁也找不出哪一份是您的，所以不能再改。'

  test('of a household: another of its members is told at the beginning, and at the end', async () => {
    const room = doors++
    const [one, other, late] = [await someone(room), await someone(room), await someone(room)]
    for (const browser of [one, late]) {
      await browser.open('/surveys/needs/answer/')
      await browser.answer('needs', 'home', { lives: 'alone' })
      await browser.answer('needs', 'wishes', whole)
    }
    expect(await one.handIn('needs')).toBe('/surveys/needs/done/')
    expect(await other.open('/surveys/needs/answer/')).toMatchObject({
      status: 409,
      page: { kind: 'survey-refused', problem: { sentence: answered } },
    })
    const { page } = await late.open('/surveys/needs/review/')
    const refused = await late.post('/surveys/needs/review/', { version: page.survey.version, request_key: page.request_key })
    expect(refused).toMatchObject({ status: 409, page: { problem: { code: 'survey_answered', sentence: answered } } })
  })

  test('of each resident, also of two who live together', async () => {
    const room = doors++
    for (const browser of [await someone(room), await someone(room)]) {
      await browser.open('/surveys/apart/answer/')
      await browser.answer('apart', 'home', { lives: 'alone' })
      await browser.answer('apart', 'wishes', whole)
      expect(await browser.handIn('apart')).toBe('/surveys/apart/done/')
    }
    expect(await countIn(site, 'apart')).toBe(2)
  })

  test('of a device, until another person says so', async () => {
    const browser = browserIn(site)
    expect((await browser.open('/surveys/tea-poll/answer/')).page).toMatchObject({ hands_in: true, counted_by: 'device' })
    expect(await browser.answer('tea-poll', 'one', { score: '5' })).toBe('/surveys/tea-poll/done/')
    const again =
      '这台手机或电脑已经交过一份，先交的算数。这份问卷不记名，谁也找不出哪一份是您的，所以不能再改。家里别的人要填，请按“换一个人填”。'
    expect((await browser.open('/surveys/tea-poll/answer/')).page.problem.sentence).toBe(again)
    expect((await browser.post('/surveys/tea-poll/other/', {})).location).toBe('/surveys/tea-poll/answer/')
    await browser.open('/surveys/tea-poll/answer/')
    const another = { request_key: crypto.randomUUID() }
    expect(await browser.answer('tea-poll', 'one', { score: '4' }, another)).toBe('/surveys/tea-poll/done/')
    expect(await countIn(site, 'tea-poll')).toBe(2)
  })
})
