import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn, countIn } from '../../../tests/support/surveys/browser.ts'
import { type Clerk, clerkIn, linesOf } from '../../../tests/support/surveys/clerk.ts'
import { sampleBallot, samplePoll, sampleSurvey } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
let desk: Clerk
let rooms = 100
const named = sampleSurvey({ slug: 'named', naming: '记名', respondents: '每位居民一份' })
const surveys = { needs: sampleSurvey(), named, stairs: sampleBallot(), 'tea-poll': samplePoll() }
beforeAll(async () => {
  site = await openSite({ ...sampleCatalogue(), surveys })
  desk = await clerkIn(site)
})
afterAll(() => site.close())

const home = (building = '3') => resident(site, { door: [building, '1', String(rooms++)], name: '王秀英', relation: 'head' })
const alone = { lives: 'alone', 'wants.meals': 'on', words: '=1+1' }
const stored = async (survey: string) =>
  (
    await site.client.execute({ sql: 'SELECT answers, channel, booth, voter FROM survey_responses WHERE survey = ?', args: [survey] })
  ).rows.map((row) => ({ ...row }))

describe('answering for a household', () => {
  test('finds it, asks everything on one page, and says afterwards who acted for whom, and no answer', async () => {
    const { household } = await home()
    const door = `3-1-${rooms - 1}`
    const begun = await desk.send('needs/answer/', { act: 'find', sought: door, surname: '王' })
    expect([begun.status, begun.page.kind, begun.page.home.household, begun.page.home.name]).toEqual([
      200,
      'desk-survey-answer',
      household,
      '王家',
    ])
    const { location } = await desk.handIn('needs', { household }, alone)
    expect(location).toBe(`/desk/surveys/needs/receipt/?household=${household}`)
    const receipt = await desk.open(`needs/receipt/?household=${household}`)
    expect(receipt.page).toMatchObject({ kind: 'desk-survey-receipt', by: '钱芳', home: { door: `3栋1单元${rooms - 1}`, name: '王家' } })
    expect(JSON.stringify({ ...receipt.page, survey: null })).not.toMatch(/alone|meals|1\+1/)
    expect(await stored('needs')).toContainEqual({
      answers: '{"lives":"alone","wants":["meals"]}',
      channel: 'desk',
      booth: null,
      voter: null,
    })
  })

  test('leaves a line that knows the household and the survey, and nothing else', async () => {
    const clerk = await clerkIn(site)
    const { household } = await home()
    await clerk.handIn('needs', { household }, alone)
    expect(await linesOf(site, clerk)).toEqual([['survey.answer', 'household', household, 'needs']])
  })

  test('for the own one is allowed, and said in the line', async () => {
    const clerk = await clerkIn(site)
    const { household } = await home()
    await site.client.execute({ sql: 'UPDATE staff SET household = ? WHERE id = ?', args: [household, clerk.id] })
    expect((await clerk.send('needs/answer/', { act: 'choose', household })).page.home.own).toBe(true)
    expect((await clerk.handIn('needs', { household }, alone)).status).toBe(303)
    expect(await linesOf(site, clerk)).toEqual([['survey.answer', 'household', household, 'needs own household']])
  })

  test('that has answered is told before anything is typed, and at the end', async () => {
    const { id, household } = await home()
    const browser = browserIn(site, await asResident(site, id))
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', { lives: 'alone' })
    await browser.answer('needs', 'wishes', { 'wants.meals': 'on' })
    expect(await browser.handIn('needs')).toBe('/surveys/needs/done/')
    const sentence = '这一户已经交过一份，先交的算数，这一份不算。匿名的，谁也找不出是哪一份，不能改。'
    const before = await countIn(site, 'needs')
    expect(await desk.refused('needs/answer/', { act: 'find', sought: `3-1-${rooms - 1}` })).toEqual([409, sentence])
    const late = await desk.handIn('needs', { household }, alone)
    expect([late.status, late.page.problem.sentence, late.page.typed.lives]).toEqual([409, sentence, 'alone'])
    expect(await countIn(site, 'needs')).toBe(before)
  })

  test('pressed twice counts once, and both are told the same', async () => {
    const { household } = await home()
    const fields = { act: 'hand_in', household, version: 'aaaaaaaaaaaa', request_key: 'pressed-twice-0001', ...alone }
    const before = await countIn(site, 'needs')
    const answers = [await desk.send('needs/answer/', fields), await desk.send('needs/answer/', fields)]
    expect(answers.map(({ location }) => location)).toEqual(Array(2).fill(`/desk/surveys/needs/receipt/?household=${household}`))
    expect(await countIn(site, 'needs')).toBe(before + 1)
  })

  test('sent back shows what was typed and what is wrong, and counts nothing', async () => {
    const { household } = await home()
    const { status, page } = await desk.handIn('needs', { household }, { lives: 'family', persons: '九' })
    expect([status, page.typed]).toEqual([422, { lives: 'family', persons: '九' }])
    expect(page.problem.fields.map((one: { field: string; sentence: string }) => [one.field, one.sentence])).toEqual([
      ['q-persons', '“家里几口人？”请只写数字，例如 2。'],
      ['q-wants', '“您需要哪些？”还没有答。请选至少一项。'],
    ])
    expect((await desk.send('needs/answer/', { act: 'choose', household })).page.home.answered).toBe(false)
  })

  test('of a wording that has changed meanwhile is drawn again with what was typed', async () => {
    const { household } = await home()
    const { status, page } = await desk.handIn('needs', { household }, alone, 'an old one')
    expect([status, page.problem.sentence]).toEqual([409, '这份问卷刚刚改过。刚才填的都还在，请从头看一遍再交。'])
    expect(page.typed).toEqual(alone)
  })

  test('out of a grid worker’s grid is not possible', async () => {
    const worker = await clerkIn(site, { role: 'grid_worker', scope: 'g2', name: '孙强' })
    const { household } = await home('3')
    const before = await countIn(site, 'needs')
    expect((await worker.handIn('needs', { household }, alone)).status).toBe(404)
    expect((await worker.open(`needs/receipt/?household=${household}`)).status).toBe(404)
    expect(await countIn(site, 'needs')).toBe(before)
  })
})

test('a resident is chosen where each answers alone, and named where names are taken', async () => {
  const { id } = await home()
  const { page } = await desk.send('named/answer/', { act: 'find', sought: `3-1-${rooms - 1}` })
  expect([page.kind, page.people]).toEqual(['desk-survey-find', [{ id, name: '王秀英', relation: '户主' }]])
  expect((await desk.send('named/answer/', { act: 'choose', resident: id })).page.home.name).toBe('王秀英')
  expect((await desk.handIn('named', { resident: id }, alone)).location).toBe(`/desk/surveys/named/receipt/?resident=${id}`)
  expect(await stored('named')).toMatchObject([{ voter: `resident:${id}`, channel: 'desk' }])
})

test('where anybody may answer each person is another one, and nobody is asked who they are', async () => {
  expect((await desk.open('tea-poll/answer/')).page).toMatchObject({ kind: 'desk-survey-answer', home: null })
  for (let person = 0; person < 2; person++)
    expect((await desk.handIn('tea-poll', {}, { score: '5' }, 'cccccccccccc')).location).toBe('/desk/surveys/tea-poll/receipt/')
  expect(await countIn(site, 'tea-poll')).toBe(2)
})

describe('at a booth', () => {
  const vote = { 'vote.b1': 'on' }
  const version = 'bbbbbbbbbbbb'

  test('the votes are of that booth, which is remembered for the next one', async () => {
    const [one, next] = [await home(), await home()]
    const cast = await desk.handIn('stairs', { household: one.household }, { ...vote, booth: 'gate' }, version)
    expect(cast.status).toBe(303)
    expect((await desk.send('stairs/answer/', { act: 'choose', household: next.household }, cast.cookie)).page.booth).toBe('gate')
    expect(await stored('stairs')).toMatchObject([{ booth: 'gate', channel: 'desk' }])
  })

  test('that the ballot does not have nothing is counted', async () => {
    const { household } = await home()
    const { status, page } = await desk.handIn('stairs', { household }, { ...vote, booth: 'roof' }, version)
    expect([status, page.problem.fields]).toEqual([
      422,
      [{ field: 'q-booth', code: 'booth_unknown', sentence: '这份评选没有这个投票点，请重新选。' }],
    ])
  })
})

describe('outside its days', () => {
  test.each([
    ['2026-12-11', 410, '2026年12月10日截止，不能再替人答。截止以前交来的纸，公布结果以前还可以录。'],
    ['2026-11-09', 409, '还没有开始，2026年11月10日起可以答。'],
  ])('on %s nobody is answered for', async (day, status, sentence) => {
    const now = site.state.now
    const { household } = await home()
    site.state.now = Date.parse(`${day}T08:00:00+08:00`)
    const clerk = await clerkIn(site)
    const opened = await clerk.open('needs/answer/')
    expect([opened.status, opened.page.problem.sentence]).toEqual([status, sentence])
    expect(await clerk.refused('needs/answer/', { act: 'hand_in', household, ...alone })).toEqual([status, sentence])
    site.state.now = now
  })
})

test('a survey that there is not, and a text of a megabyte, have their sentences', async () => {
  expect(await desk.refused('nothing/answer/', {})).toEqual([404, '没有找到这份问卷。请到“问卷和评选”里重新选。'])
  const { household } = await home()
  const long = await desk.handIn('needs', { household }, { ...alone, words: '长'.repeat(1_000_000) })
  expect([long.status, long.page.sentence]).toEqual([413, '发来的内容太长，没有办成。请写短一些再试。'])
})

test('counts so far are for stewards, and not told while they are few', async () => {
  const steward = await clerkIn(site, { role: 'steward', name: '周明' })
  expect((await steward.open('')).page.counts['tea-poll']).toBe(2)
  expect((await desk.open('')).page.counts).toBeNull()
  expect((await desk.open('needs/')).page.count).toBeNull()
  expect((await steward.open('needs/')).page.count).toBeGreaterThan(0)
})
