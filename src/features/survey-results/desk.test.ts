import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asStaff, resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { answersIn, type GivenAnswers, sets } from '../../../tests/support/surveys/answers.ts'
import { sampleBallot, sampleSurvey, sampleSurveys } from '../../../tests/support/surveys/surveys.ts'
import type { DeskNeedsPage, DeskResultPage, DeskTextsPage } from './page.ts'

/** The sample survey, whose last question asks for needs in one's own words. */
const needs = sampleSurvey()
for (const question of needs.sections[1]?.questions ?? []) question.needs = true
const afterClosing = Date.parse('2026-12-12T09:00:00+08:00')
const words = (text: string) => [{ question: 'words', text }]
const given: GivenAnswers[] = [
  ...sets(6, { lives: 'alone', wants: ['meals'] }),
  ...sets(7, { lives: 'family', persons: 3, wants: ['lift', 'care'] }, { channel: 'desk' }),
  ...sets(2, { lives: 'family', persons: 4, wants: ['none'] }, { channel: 'desk' }),
]

let site: TestSite
let steward: Record<string, string>
beforeEach(async () => {
  site = await openSite({ ...sampleCatalogue(), surveys: { ...sampleSurveys, needs } })
  site.state.now = afterClosing
  steward = (await asStaff(site, { role: 'steward' })).headers
})
afterEach(() => site.close())

const answered = async (survey = needs, all = given) => answersIn(site.client, await site.host.vault(), survey, all)

const open = async <Page>(address: string, headers = steward) => {
  const answer = await site.request(address, { headers })
  return { status: answer.status, page: ((await answer.json()) as { page: Page }).page }
}
const post = async (address: string, fields: Record<string, string>) => {
  const answer = await site.postForm(address, fields, steward)
  const page = answer.status === 303 ? null : ((await answer.json()) as { page: { problem: object } }).page
  return { status: answer.status, location: answer.headers.get('location'), problem: page?.problem }
}
const publish = () => post('/desk/surveys/needs/results/', { understood: 'yes' })

describe('a result', () => {
  test('is not to be seen before the survey has closed, only how many came', async () => {
    site.state.now = Date.parse('2026-12-10T23:59:00+08:00')
    steward = (await asStaff(site, { role: 'steward' })).headers
    await answered()
    const { page } = await open<DeskResultPage>('/desk/surveys/needs/results/')
    expect([page.open, page.result, page.count]).toEqual([true, null, 15])
    expect(JSON.stringify(page)).not.toContain('channel')
    const refused = '还在收，2026年12月10日截止。截止以后才看得到回答，免得看出是谁刚交的。'
    for (const room of ['texts', 'needs'])
      expect(await open(`/desk/surveys/needs/${room}/`)).toMatchObject({ status: 409, page: { problem: { sentence: refused } } })
    expect(await publish()).toMatchObject({ status: 409, problem: { sentence: refused } })
    const exported = await post('/desk/surveys/needs/responses', { format: 'csv' })
    expect(exported).toMatchObject({ status: 409, problem: { sentence: refused } })
  })

  test('is published as the desk saw it, once, and nothing changes it', async () => {
    await answered()
    const before = (await open<DeskResultPage>('/desk/surveys/needs/results/')).page
    expect(before.published_at).toBe(null)
    expect(await open('/surveys/needs/results/', {})).toMatchObject({
      status: 404,
      page: { kind: 'result-none', problem: { sentence: '还没有公布。公布以后就在这一页。想知道办到哪一步了，请打电话 0400-5550100。' } },
    })
    expect(await publish()).toMatchObject({ status: 303, location: '/desk/surveys/needs/results/' })
    expect(await publish()).toMatchObject({ status: 303 })
    const after = await open<DeskResultPage>('/surveys/needs/results/', {})
    expect([after.status, after.page.result, after.page.published_at]).toEqual([200, before.result, afterClosing])
    await expect(answered()).rejects.toThrow('the result is published')
    const { rows } = await site.client.execute("SELECT act, subject FROM audit_log WHERE act = 'survey.publish'")
    expect(rows.map((row) => ({ ...row }))).toContainEqual({ act: 'survey.publish', subject: 'needs' })
  })

  test('tells cells together, and over whom', async () => {
    await answered()
    const { page } = await open<DeskResultPage>('/desk/surveys/needs/results/')
    expect(page.result?.modes).toEqual([
      { labels: ['网上'], count: 6 },
      { labels: ['窗口代答', '纸质'], count: 9 },
    ])
    const [lives, persons] = page.result?.tables ?? []
    expect(lives).toMatchObject({
      base: 15,
      of: 'all',
      lines: [
        { labels: ['一个人'], count: 6 },
        { labels: ['和家人'], count: 9 },
      ],
    })
    expect(persons).toMatchObject({ base: 9, of: 'asked', mean: null })
    expect(page.result?.tables[2]?.lines.map(({ count }) => count)).toEqual([6, 7, null, null])
  })

  test('is not published without a tick, while a paper waits, or of answers nobody has seen', async () => {
    await answered()
    expect(await post('/desk/surveys/needs/results/', {})).toMatchObject({
      status: 422,
      problem: { fields: [{ field: 'understood', sentence: '要先在方框里打勾，才能公布。' }] },
    })
    await site.client.execute(`INSERT INTO survey_paper_entries (survey, paper, turn, version, answers, entered_by, entered_on)
      VALUES ('needs', 'p', 1, 'v', 'sealed', 's', '2026-12-11')`)
    expect(await publish()).toMatchObject({
      status: 409,
      problem: { code: 'papers_waiting', sentence: '还有纸质问卷录了没有核对完。请先在“纸质问卷”里核对完、合进来，再公布。' },
    })
    expect((await site.client.execute('SELECT * FROM survey_results')).rows).toEqual([])
  })

  test('of a ballot tells every vote, and its booths instead of the ways', async () => {
    await answered(sampleBallot(), [
      ...sets(5, { vote: ['b1', 'b2'] }),
      ...sets(5, { vote: ['b1'] }, { channel: 'desk', booth: 'gate' }),
      ...sets(2, { vote: ['b3'] }, { channel: 'desk', booth: 'hall' }),
    ])
    const { page } = await open<DeskResultPage>('/desk/surveys/stairs/results/')
    expect(page.result).toMatchObject({
      base: 12,
      modes: [],
      tables: [],
      ballot: {
        sheets: 12,
        nominations: [{ votes: 10, outcome: 'wins' }, { votes: 5 }, { votes: 2, outcome: 'loses' }],
        booths: [
          { where: ['不在投票点'], sheets: 5 },
          { where: ['东门', '活动室'], sheets: 7 },
        ],
      },
    })
  })

  test('says how many households there are', async () => {
    await resident(site, { door: ['1', '1', '101'], name: '王秀英' })
    await answered()
    const { page } = await open<DeskResultPage>('/desk/surveys/needs/results/')
    expect(page.result?.turnout).toEqual({ taken_part: 15, of: 1 })
  })

  test('says how many residents there are who may answer: from their 14th birthday on', async () => {
    const each = sampleSurvey({ slug: 'each', respondents: '每位居民一份' })
    site.close()
    site = await openSite({ ...sampleCatalogue(), surveys: { each } })
    site.state.now = afterClosing
    steward = (await asStaff(site, { role: 'steward' })).headers
    const door: [string, string, string] = ['1', '1', '101']
    await resident(site, { door, name: '王秀英' })
    await resident(site, { door, name: '王小明', relation: '子女', under_14_until: '2026-12-13' })
    await resident(site, { door, name: '王小红', relation: '子女', under_14_until: '2026-12-12' })
    await answered(each)
    const { page } = await open<DeskResultPage>('/desk/surveys/each/results/')
    expect(page.result?.turnout).toEqual({ taken_part: 15, of: 2 })
  })
})

describe('a text', () => {
  test('is shown to everybody when a steward has let it through, and never once it was emptied', async () => {
    const [good = '', bad = ''] = await answered(needs, [
      ...sets(5, { lives: 'alone', wants: ['meals'] }),
      { answers: { lives: 'alone', wants: ['meals'] }, texts: words('路灯太暗') },
      { answers: { lives: 'alone', wants: ['meals'] }, texts: words('老王家太吵') },
    ])
    await publish()
    const shown = async () => (await open<DeskTextsPage & { texts: DeskTextsPage['part'] }>('/surveys/needs/results/', {})).page.texts.texts
    expect(await shown()).toEqual([])
    const { page } = await open<DeskTextsPage>('/desk/surveys/needs/texts/')
    expect([page.counts.waiting, page.part.texts.map(({ text }) => text).sort()]).toEqual([2, ['老王家太吵', '路灯太暗']])
    const decided = await post('/desk/surveys/needs/texts/', { [`text_${good}`]: 'show', [`text_${bad}`]: 'empty' })
    expect(decided.location).toBe('/desk/surveys/needs/texts/?state=waiting&saved=yes')
    expect(await shown()).toEqual([{ id: good, question: 'words', text: '路灯太暗' }])
    await post('/desk/surveys/needs/texts/', { [`text_${bad}`]: 'show' })
    expect(await shown()).toHaveLength(1)
    expect((await site.client.execute({ sql: 'SELECT text FROM survey_texts WHERE id = ?', args: [bad] })).rows[0]?.['text']).toBe('')
    expect(await post('/desk/surveys/needs/texts/', { [`text_${bad}`]: 'x' })).toMatchObject({
      status: 422,
      problem: { fields: [{ sentence: '每一条请选“公布”“不公布”或“清空”。' }] },
    })
  })

  test('is put into a need, which everybody sees with its number from five on', async () => {
    const texts = await answered(needs, sets(6, { lives: 'alone', wants: ['meals'] }, { texts: words('想有个地方喝茶') }))
    const key = 'a-need-for-tests-1'
    expect((await post('/desk/surveys/needs/needs/', { act: 'add', title: '喝茶的地方', request_key: key })).status).toBe(303)
    const sort = (ids: string[]) =>
      post('/desk/surveys/needs/needs/', { act: 'sort', ...Object.fromEntries(ids.map((id) => [`text_${id}`, key])) })
    await sort(texts.slice(0, 4))
    const { page } = await open<DeskNeedsPage>('/desk/surveys/needs/needs/')
    expect(page.needs).toEqual([{ id: key, title: '喝茶的地方', texts: 4 }])
    expect(page.part.texts.slice(0, 2).map(({ id }) => page.sorted[id])).toEqual(['', ''])
    await publish()
    await sort(texts)
    expect((await open<DeskNeedsPage>('/surveys/needs/needs/', {})).page.needs[0]?.texts).toBe(6)
    await post('/desk/surveys/needs/needs/', { act: 'end', need: key })
    expect((await open<DeskNeedsPage>('/surveys/needs/needs/', {})).page.needs).toEqual([])
    expect(await post('/desk/surveys/needs/needs/', { act: 'add', title: ' ', request_key: key })).toMatchObject({
      status: 422,
      problem: { fields: [{ field: 'title', sentence: '请写这条需求是什么。' }] },
    })
  })
})
