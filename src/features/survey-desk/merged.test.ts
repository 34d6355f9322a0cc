import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asResident } from '../../../tests/support/people.ts'
import { freshKey } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn, countIn, type SurveyBrowser } from '../../../tests/support/surveys/browser.ts'
import { type Clerk, clerkIn } from '../../../tests/support/surveys/clerk.ts'
import { type Home, stairwell } from '../../../tests/support/surveys/homes.ts'
import { sampleSurvey } from '../../../tests/support/surveys/surveys.ts'
import { type Done, doneWords } from '../members/copy.ts'

let site: TestSite
let desk: Clerk
let from: Home
let into: Home
beforeAll(async () => {
  site = await openSite({ ...sampleCatalogue(), surveys: { needs: sampleSurvey() } })
  desk = await clerkIn(site)
})
afterAll(() => site.close())

const { home, ...desks } = stairwell(() => site)
beforeEach(async () => {
  from = await home('欧阳娜')
  into = await home('李敏')
})

const answers = { lives: 'alone', 'wants.meals': 'on' }
const handIn = (household: string) => desk.handIn('needs', { household }, answers)
const merge = async (one = from, other = into) => {
  const answer = await desks.merge(one, other)
  expect(answer.status).toBe(303)
  return doneWords[new URL(answer.headers.get('location') ?? '', 'https://example.org').searchParams.get('done') as Done]
}
const signedIn = async ({ id }: Home) => browserIn(site, await asResident(site, id))
const begins = async (browser: SurveyBrowser) => (await browser.open('/surveys/needs/answer/')).page.problem?.code ?? 'begins'
const typed = async (code: string) => {
  const browser = browserIn(site)
  const { page } = await browser.post('/surveys/needs/code/', { code })
  return page.problem?.code ?? begins(browser)
}

const answered = '这一户已经交过一份，先交的算数，这一份不算。匿名的，谁也找不出是哪一份，不能改。'

describe('a household that another one was merged into', () => {
  test('has answered when the other one had, whoever of it asks and wherever', async () => {
    await handIn(from.household)
    const code = (await desk.slip('needs', into.household)).code
    const before = await countIn(site, 'needs')
    await merge()
    for (const one of [from, into]) expect(await begins(await signedIn(one))).toBe('survey_answered')
    expect(await typed(code)).toBe('printed_code_wrong')
    expect(
      await desk.refused('needs/answer/', {
        act: 'hand_in',
        version: 'aaaaaaaaaaaa',
        household: into.household,
        request_key: freshKey(),
        ...answers,
      }),
    ).toEqual([409, answered])
    expect((await desk.send('needs/codes/', { act: 'choose', household: into.household })).page.home.answered).toBe(true)
    expect(await desk.refused('needs/codes/', { act: 'slip', household: into.household, request_key: freshKey() })).toEqual([409, answered])
    const { page } = await desk.send('needs/codes/', { act: 'many', where: 'building:3', again: 'yes', request_key: freshKey() })
    expect((page.slips ?? []).map((slip: { for: string }) => slip.for)).not.toContain(`3栋1单元${into.room}`)
    expect(await countIn(site, 'needs')).toBe(before)
  })

  test('also over two mergers', async () => {
    const last = await home('周琳')
    await handIn(from.household)
    await merge()
    await merge(into, last)
    for (const one of [from, last]) expect(await begins(await signedIn(one))).toBe('survey_answered')
  })

  test('cannot be counted when the merger came while it was answering', async () => {
    const browser = await signedIn(into)
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', { lives: 'alone' })
    await browser.answer('needs', 'wishes', { 'wants.lift': 'on' })
    await handIn(from.household)
    const before = await countIn(site, 'needs')
    await merge()
    const { page } = await browser.open('/surveys/needs/review/')
    const sent = await browser.post('/surveys/needs/review/', { version: page.survey.version, request_key: page.request_key })
    expect(sent.page.problem.code).toBe('survey_answered')
    expect(await countIn(site, 'needs')).toBe(before)
  })

  test('answers once when neither had, and not by a code of the other one', async () => {
    const [gone, own] = [(await desk.slip('needs', from.household)).code, (await desk.slip('needs', into.household)).code]
    await desk.enter('needs', gone, 1, answers)
    expect(await merge()).toBe('并好了，这是并成的一户。并进来那户的答题码作废了；它的纸质问卷录过、还没算上的，要写上新的答题码，从头录。')
    expect([await typed(gone), await typed(own)]).toEqual(['printed_code_wrong', 'begins'])
    const revoked = '这个答题码已经作废，换了新的。请查这一户有没有交过；没有的，把新答题码写在纸上再录。'
    expect(await desk.refused('needs/paper/', { act: 'find', paper: gone })).toEqual([409, revoked])
    const { rows } = await site.client.execute('SELECT COUNT(*) AS n FROM survey_paper_entries')
    expect(rows[0]?.['n']).toBe(0)
    expect((await handIn(into.household)).status).toBe(303)
    expect(await begins(await signedIn(from))).toBe('survey_answered')
  })

  test('keeps its own set, and that of the other one from when they were two', async () => {
    const before = await countIn(site, 'needs')
    await handIn(from.household)
    await handIn(into.household)
    await merge()
    expect(await countIn(site, 'needs')).toBe(before + 2)
  })
})
