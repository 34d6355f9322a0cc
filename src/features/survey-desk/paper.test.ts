import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { countIn } from '../../../tests/support/surveys/browser.ts'
import { type Clerk, clerkIn, linesOf } from '../../../tests/support/surveys/clerk.ts'
import { sampleBallot, samplePoll, sampleSurvey } from '../../../tests/support/surveys/surveys.ts'
import { deleteOldPapers } from './paper.server.ts'

let site: TestSite
let first: Clerk
let second: Clerk
let rooms = 100
const surveys = { needs: sampleSurvey(), stairs: sampleBallot(), 'tea-poll': samplePoll() }
beforeAll(async () => {
  site = await openSite({ ...sampleCatalogue(), surveys })
  first = await clerkIn(site, { role: 'desk', name: '钱芳' })
  second = await clerkIn(site, { role: 'desk', name: '孙强' })
})
afterAll(() => site.close())

const family = { lives: 'family', persons: '3', 'wants.meals': 'on', words: '谢谢大家' }
const paperOf = async (survey = 'needs') => {
  const { household } = await resident(site, { door: ['3', '1', String(rooms++)], name: '王秀英', relation: 'head' })
  return { household, code: (await first.slip(survey, household)).code }
}
const counted = '/desk/surveys/needs/paper/?done=counted'
const entries = async (survey = 'needs') =>
  (await site.client.execute({ sql: 'SELECT * FROM survey_paper_entries WHERE survey = ?', args: [survey] })).rows
const latest = async (survey: string) =>
  (await site.client.execute({ sql: 'SELECT answers, channel, booth FROM survey_responses WHERE survey = ?', args: [survey] })).rows.map(
    (row) => ({
      ...row,
    }),
  )

describe('a paper', () => {
  test('typed in twice alike by two people counts once, and nothing of it is kept besides', async () => {
    const { code } = await paperOf()
    const opened = await first.send('needs/paper/', { act: 'open', paper: code })
    expect(opened.page).toMatchObject({ kind: 'desk-survey-answer', paper: { key: code, turn: 1, changed: false } })
    expect((await first.enter('needs', code, 1, family)).location).toBe('/desk/surveys/needs/paper/?done=first')
    expect((await second.send('needs/paper/', { act: 'open', paper: code })).page).toMatchObject({ paper: { turn: 2 }, typed: {} })
    expect((await second.enter('needs', code, 2, { ...family, words: '谢谢，大家！' })).location).toBe(counted)
    expect(await latest('needs')).toContainEqual({
      answers: '{"lives":"family","persons":3,"wants":["meals"]}',
      channel: 'paper',
      booth: null,
    })
    expect(await entries()).toEqual([])
  })

  test('lies sealed between the entries, and the lines of the audit log do not say whose it is', async () => {
    const [one, other] = [await clerkIn(site, { role: 'desk', name: '吴静' }), await clerkIn(site, { role: 'steward', name: '郑洁' })]
    const { code } = await paperOf()
    await one.enter('needs', code, 1, family)
    expect(JSON.stringify(await entries())).not.toMatch(/family|谢谢/)
    await other.enter('needs', code, 2, family)
    expect(await linesOf(site, one)).toEqual([['survey.paper', 'survey', 'needs', 'first entry']])
    expect(await linesOf(site, other)).toEqual([
      ['survey.paper', 'survey', 'needs', 'second entry'],
      ['survey.paper', 'survey', 'needs', 'both entries together'],
    ])
    expect(JSON.stringify((await site.client.execute('SELECT * FROM audit_log')).rows) + site.log.join()).not.toContain(code)
  })

  test('that was typed differently is settled question by question', async () => {
    const { code } = await paperOf()
    await first.enter('needs', code, 1, family)
    const shown = await second.enter('needs', code, 2, { ...family, persons: '4', 'wants.lift': 'on' })
    expect(shown.page).toMatchObject({
      kind: 'desk-survey-differences',
      differences: [
        { id: 'persons', one: '3 口', other: '4 口' },
        { id: 'wants', one: '助餐', other: '助餐、加装电梯' },
      ],
    })
    expect(await first.refused('needs/paper/', { act: 'settle', paper: code, 'pick.persons': '2' })).toEqual([
      422,
      '有的地方还要改一改，请看下面。',
      '请对着纸，选哪一次录得对。',
    ])
    const settled = await first.send('needs/paper/', { act: 'settle', paper: code, 'pick.persons': '2', 'pick.wants': '1' })
    expect(settled.location).toBe(counted)
    expect(await latest('needs')).toContainEqual({
      answers: '{"lives":"family","persons":4,"wants":["meals"]}',
      channel: 'paper',
      booth: null,
    })
  })

  test('that was typed wrong both times is begun anew', async () => {
    const { code } = await paperOf()
    await first.enter('needs', code, 1, family)
    await second.enter('needs', code, 2, { lives: 'alone' })
    expect((await first.send('needs/paper/', { act: 'again', paper: code })).location).toBe('/desk/surveys/needs/paper/?done=again')
    expect((await second.send('needs/paper/', { act: 'open', paper: code })).page.paper.turn).toBe(1)
  })

  test('pressed twice in the end is told the same and counts once', async () => {
    const { code } = await paperOf()
    await first.enter('needs', code, 1, family)
    const before = await countIn(site, 'needs')
    for (let times = 0; times < 2; times++) expect((await second.enter('needs', code, 2, family)).location).toBe(counted)
    expect((await first.enter('needs', code, 1, family)).location).toBe(counted)
    expect(await countIn(site, 'needs')).toBe(before + 1)
  })

  test('may leave open what must be answered online, and what it was not asked does not count', async () => {
    const { code } = await paperOf()
    for (const [clerk, turn] of [
      [first, 1],
      [second, 2],
    ] as const)
      await clerk.enter('needs', code, turn, { lives: 'alone', persons: '9' })
    expect(await latest('needs')).toContainEqual({ answers: '{"lives":"alone"}', channel: 'paper', booth: null })
  })

  test('of a ballot is of the booth where it was handed in', async () => {
    const { code } = await paperOf('stairs')
    const votes = { 'vote.b1': 'on', 'vote.b2': 'on' }
    await first.enter('stairs', code, 1, { ...votes, booth: 'gate' }, 'bbbbbbbbbbbb')
    const { page } = await second.enter('stairs', code, 2, { ...votes, booth: 'hall' }, 'bbbbbbbbbbbb')
    expect(page.differences).toEqual([{ id: 'booth', ask: '在哪个投票点交的', one: '东门', other: '活动室' }])
    await first.send('stairs/paper/', { act: 'settle', paper: code, 'pick.booth': '2' })
    expect(await latest('stairs')).toEqual([{ answers: '{"vote":["b1","b2"]}', channel: 'paper', booth: 'hall' }])
  })

  test('without a code has a number where anybody may answer, and the same number counts once', async () => {
    for (const [clerk, turn] of [
      [first, 1],
      [second, 2],
    ] as const)
      await clerk.enter('tea-poll', '0 417', turn, { score: '4' }, 'cccccccccccc')
    await first.enter('tea-poll', '0418', 1, { score: '5' }, 'cccccccccccc')
    await second.enter('tea-poll', '０４１８', 2, { score: '5' }, 'cccccccccccc')
    expect(await countIn(site, 'tea-poll')).toBe(2)
    expect(await first.refused('tea-poll/paper/', { act: 'open', paper: '0417' })).toEqual([409, '这张纸已经录过两次，算上了，不用再录。'])
  })
})

test('papers that wait are listed by their day and by who began, not by whose they are', async () => {
  const [once, twice] = [await paperOf(), await paperOf()]
  await first.enter('needs', once.code, 1, family)
  await first.enter('needs', twice.code, 1, family)
  await second.enter('needs', twice.code, 2, { lives: 'alone' })
  const now = site.state.now
  site.state.now += 3 * 86_400_000
  const { page } = await (await clerkIn(site)).open('needs/paper/')
  site.state.now = now
  const since = { paper: null, entered_on: '2026-11-23', days: 3, by: '钱芳' }
  expect(page.waiting).toContainEqual({ ...since, twice: false })
  expect(page.waiting).toContainEqual({ ...since, twice: true })
  expect(JSON.stringify(page.waiting)).not.toMatch(new RegExp(`${once.code}|${twice.code}`))
})

test('a paper that is lost is taken off by a steward and by nobody else, so that it does not wait for ever', async () => {
  const steward = await clerkIn(site, { role: 'steward', name: '周明' })
  const { code } = await paperOf('stairs')
  await first.enter('stairs', code, 1, { 'vote.b1': 'on' }, 'bbbbbbbbbbbb')
  const [waiting] = (await steward.open('stairs/paper/')).page.waiting
  expect(await first.refused('stairs/paper/', { act: 'give_up', lost: waiting.paper })).toEqual([
    403,
    '只有管理员能把找不到的纸去掉。请找管理员。',
  ])
  expect((await steward.send('stairs/paper/', { act: 'give_up', lost: waiting.paper })).location).toBe(
    '/desk/surveys/stairs/paper/?done=given_up',
  )
  expect(await entries('stairs')).toEqual([])
  expect(await linesOf(site, steward)).toEqual([['survey.paper', 'survey', 'stairs', 'given up']])
  expect((await first.enter('stairs', code, 1, { 'vote.b1': 'on' }, 'bbbbbbbbbbbb')).location).toBe(
    '/desk/surveys/stairs/paper/?done=first',
  )
})

test('a wording that changes between the entries loses neither, and says so', async () => {
  const { code } = await paperOf()
  await first.enter('needs', code, 1, family)
  const needs = sampleSurvey({ version: 'dddddddddddd' })
  Object.assign(site.state.catalogue.surveys, { needs })
  const opened = await second.send('needs/paper/', { act: 'open', paper: code })
  expect(opened.page.paper).toEqual({ key: code, turn: 2, changed: true })
  const stale = await second.enter('needs', code, 2, family)
  expect([stale.status, stale.page.typed, stale.page.problem.sentence]).toEqual([
    409,
    family,
    '这份问卷刚刚改过。刚才填的都还在，请从头看一遍再交。',
  ])
  const { page } = await second.enter('needs', code, 2, { ...family, persons: '5' }, 'dddddddddddd')
  expect(page).toMatchObject({ changed: true, differences: [{ id: 'persons' }] })
  expect((await second.send('needs/paper/', { act: 'settle', paper: code, 'pick.persons': '1' })).location).toBe(counted)
  Object.assign(site.state.catalogue.surveys, surveys)
})

test('what nobody finished goes after ninety days, and once the result is published', async () => {
  const { code } = await paperOf()
  await first.enter('needs', code, 1, family)
  expect(await deleteOldPapers(site.database, '2027-02-21')).toBe(0)
  expect(await deleteOldPapers(site.database, '2027-02-22')).toBeGreaterThan(0)
  expect(await entries()).toEqual([])
})
