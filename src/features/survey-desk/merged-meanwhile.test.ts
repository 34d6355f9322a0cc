import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { deskOf } from '../../../tests/support/households.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { freshKey } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { afterNextLook } from '../../../tests/support/surveys/between.ts'
import { browserIn, countIn } from '../../../tests/support/surveys/browser.ts'
import { type Clerk, clerkIn } from '../../../tests/support/surveys/clerk.ts'
import { type Home, stairwell } from '../../../tests/support/surveys/homes.ts'
import { sampleSurvey } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
let desk: Clerk
let from: Home
let into: Home
const surveys = { needs: sampleSurvey(), apart: sampleSurvey({ slug: 'apart', respondents: '每位居民一份' }) }
beforeAll(async () => {
  site = await openSite({ ...sampleCatalogue(), surveys })
  desk = await clerkIn(site)
})
afterAll(() => site.close())

const { freeRoom, home, ...desks } = stairwell(() => site)
beforeEach(async () => {
  from = await home('欧阳娜')
  into = await home('李敏')
})

const answers = { lives: 'alone', 'wants.meals': 'on' }
const handIn = ({ household }: Home) => desk.handIn('needs', { household }, answers)
const merge = async (one: Home, other: Home) => (await desks.merge(one, other)).status
const renumber = async (one: Home, room: string) => (await desks.renumber(one, room)).status
const isGood = async (code: string) => (await browserIn(site).post('/surveys/needs/code/', { code })).location === '/surveys/needs/answer/'
const meanwhile = (act: () => Promise<unknown>) => afterNextLook(site, act)
const printed = async (act: string, more: Record<string, string>) => desk.send('needs/codes/', { act, request_key: freshKey(), ...more })

describe('a merger that lands while another one is at work', () => {
  test('into the household that goes: the code of the last one ends with those of all', async () => {
    const first = await home('周琳')
    await handIn(first)
    const { code } = await desk.slip('needs', into.household)
    const { hasLanded } = meanwhile(() => merge(first, from))
    expect([await merge(from, into), hasLanded(), await isGood(code)]).toEqual([303, true, false])
  })

  test('that leaves another household behind the door: the code of the one that goes has ended', async () => {
    const next = await home('周琳')
    const { code } = await desk.slip('needs', from.household)
    const { hasLanded } = meanwhile(async () => {
      await renumber(into, freeRoom())
      await renumber(next, into.room)
    })
    expect([await merge(from, into), hasLanded(), await isGood(code)]).toEqual([303, true, false])
  })
})

describe('a merger that lands between the look at a household and what is written', () => {
  test('lets a code be printed for it', async () => {
    const { hasLanded } = meanwhile(() => merge(from, into))
    const { status, page } = await printed('slip', { household: into.household })
    expect([status, hasLanded(), await isGood(page.slips[0].code)]).toEqual([200, true, true])
  })

  test('and has answered prints no code, and says so', async () => {
    await handIn(from)
    meanwhile(() => merge(from, into))
    const { status, page } = await printed('slip', { household: into.household })
    expect([status, page.problem.code]).toEqual([409, 'survey_answered'])
  })

  test('prints no code for the household that is gone, and says that there is none', async () => {
    meanwhile(() => merge(from, into))
    const { status, page } = await printed('slip', { household: from.household })
    expect([status, page.problem.code]).toEqual([404, 'survey_household_unknown'])
  })

  test('lets a resident of it begin', async () => {
    const browser = browserIn(site, await asResident(site, into.id))
    const { hasLanded } = meanwhile(() => merge(from, into))
    const { page } = await browser.open('/surveys/needs/answer/')
    expect([hasLanded(), page.problem]).toEqual([true, undefined])
  })

  test('counts at the desk what was said for it, and once', async () => {
    const before = await countIn(site, 'needs')
    const { hasLanded } = meanwhile(() => merge(from, into))
    expect([(await handIn(into)).location, hasLanded()]).toEqual([`/desk/surveys/needs/receipt/?household=${into.household}`, true])
    expect(await countIn(site, 'needs')).toBe(before + 1)
  })

  test('and has answered counts nothing more at the desk', async () => {
    await handIn(from)
    const before = await countIn(site, 'needs')
    meanwhile(() => merge(from, into))
    const { status, page } = await handIn(into)
    expect([status, page.problem.code, await countIn(site, 'needs')]).toEqual([409, 'survey_answered', before])
  })

  test.each([
    ['counts what a resident of it hands in', 'into', false],
    ['counts what a resident of the one that goes hands in', 'from', false],
    ['and has answered counts nothing more of a resident', 'into', true],
  ] as const)('%s', async (_, whose, hasAnswered) => {
    const { id } = whose === 'into' ? into : from
    const browser = browserIn(site, await asResident(site, id))
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', { lives: 'alone' })
    await browser.answer('needs', 'wishes', { 'wants.lift': 'on' })
    const { page } = await browser.open('/surveys/needs/review/')
    if (hasAnswered) await handIn(from)
    const before = await countIn(site, 'needs')
    const { hasLanded } = meanwhile(() => merge(from, into))
    const sent = await browser.post('/surveys/needs/review/', { version: page.survey.version, request_key: page.request_key })
    expect([hasLanded(), sent.location ?? sent.page.problem.code]).toEqual([true, hasAnswered ? 'survey_answered' : '/surveys/needs/done/'])
    expect(await countIn(site, 'needs')).toBe(hasAnswered ? before : before + 1)
  })
})

describe('codes for many, while they are made', () => {
  const names = ['欧阳娜', '李敏', '周琳', '王芳']
  const block = (building: string) =>
    Promise.all(names.map((name, at) => resident(site, { door: [building, '1', `10${at + 1}`], name, relation: 'head' })))
  const nothing = '没有要打的：登记的都已经有答题码，或者已经交过。丢了的，请找到那一户单独补打；没有登记的户，请先登记。'

  test('leave out who has answered or was merged, and say how many', async () => {
    const [first, second] = await block('4')
    meanwhile(async () => {
      await desk.handIn('needs', { household: first?.household ?? '' }, answers)
      expect((await desks.press(`${second?.household}/merger/`, '4-1-103')).status).toBe(303)
    })
    const { page } = await printed('many', { where: 'building:4', again: 'yes' })
    expect([page.slips.map((slip: { for: string }) => slip.for), page.missed]).toEqual([['4栋1单元104'], 3])
  })

  test('are none where all of them answered, which is said', async () => {
    const people = await block('5')
    meanwhile(() => Promise.all(people.map(({ household }) => desk.handIn('needs', { household }, answers))))
    expect(await desk.refused('needs/codes/', { act: 'many', where: 'building:5', request_key: freshKey() })).toEqual([409, nothing])
  })
})

test('no code is made for a resident who moves out while it is', async () => {
  meanwhile(async () => (await deskOf(site)).post(`${into.household}/members/${into.id}/departure/`))
  const { status, page } = await desk.send('apart/codes/', { act: 'slip', resident: into.id, request_key: freshKey() })
  expect([status, page.problem.code]).toEqual([404, 'survey_household_unknown'])
})
