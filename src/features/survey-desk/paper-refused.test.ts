import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { resident } from '../../../tests/support/people.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn, countIn } from '../../../tests/support/surveys/browser.ts'
import { type Clerk, clerkIn, linesOf } from '../../../tests/support/surveys/clerk.ts'
import { samplePoll, sampleSurvey } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
let first: Clerk
let second: Clerk
let rooms = 100
let paper: { household: string; code: string }
const surveys = { needs: sampleSurvey(), other: sampleSurvey({ slug: 'other', title: '别的问卷' }), 'tea-poll': samplePoll() }
beforeAll(async () => {
  site = await openSite({ ...sampleCatalogue(), surveys })
  first = await clerkIn(site, { role: 'desk', name: '钱芳' })
  second = await clerkIn(site, { role: 'desk', name: '孙强' })
})
afterAll(() => site.close())

const home = () => resident(site, { door: ['3', '1', String(rooms++)], name: '王秀英', relation: 'head' })
beforeEach(async () => {
  const { household } = await home()
  paper = { household, code: (await first.slip('needs', household)).code }
})
const alone = { lives: 'alone', 'wants.meals': 'on' }
const opening = (clerk: Clerk, code: string, survey = 'needs') => clerk.refused(`${survey}/paper/`, { act: 'open', paper: code })
const entries = async () => Number((await site.client.execute('SELECT count(*) AS n FROM survey_paper_entries')).rows[0]?.['n'])
const answered = '这一户已经交过一份，先到先算，这张纸不算。请在纸上写“未计”，单独收好，不要再录。'

describe('a code', () => {
  test('that there is not', async () => {
    const sentence = '没有这个答题码。请对着纸再看一遍；纸上没有的，请先到“答题码”给这一户补一个，写在纸上。'
    expect(await opening(first, '22222222')).toEqual([404, sentence])
  })

  test.each([
    ['', '请写纸上的答题码或编号。'],
    ['K7M4TPX', '答题码是 8 位字母和数字，没有 0、O、1、I、L；编号是 4 到 6 位数字。请再看一遍。'],
    ["' OR 1=1 --", '答题码是 8 位字母和数字，没有 0、O、1、I、L；编号是 4 到 6 位数字。请再看一遍。'],
  ])('that cannot be one: “%s”', async (code, sentence) => {
    expect(await opening(first, code)).toEqual([422, '有的地方还要改一改，请看下面。', sentence])
  })

  test('that was ended by a new one takes what was typed of its paper along', async () => {
    await first.enter('needs', paper.code, 1, alone)
    const before = await entries()
    await first.slip('needs', paper.household)
    expect(await entries()).toBe(before - 1)
    const sentence = '这个答题码已经作废，换了新的。请查这一户有没有交过；没有的，把新答题码写在纸上再录。'
    expect(await opening(second, paper.code)).toEqual([409, sentence])
  })

  test('of another survey is told which one', async () => {
    expect(await opening(first, paper.code, 'other')).toEqual([409, '这是“您家需要什么”的答题码，请到那一份里录。'])
  })

  test('is no number of an open survey, nor the other way round', async () => {
    const unreadable = '答题码是 8 位字母和数字，没有 0、O、1、I、L；编号是 4 到 6 位数字。请再看一遍。'
    for (const [survey, key] of [
      ['tea-poll', paper.code],
      ['needs', '0417'],
    ] as const)
      expect(await opening(first, key, survey)).toEqual([422, '有的地方还要改一改，请看下面。', unreadable])
  })
})

describe('a paper whose household was faster', () => {
  const answerOnline = async () => {
    const browser = browserIn(site)
    await browser.post('/surveys/needs/code/', { code: paper.code })
    await browser.open('/surveys/needs/answer/')
    await browser.answer('needs', 'home', { lives: 'alone' })
    await browser.answer('needs', 'wishes', { 'wants.meals': 'on' })
    expect(await browser.handIn('needs')).toBe('/surveys/needs/done/')
  }

  test('is set aside before it is typed in, with a line that says so', async () => {
    await answerOnline()
    const clerk = await clerkIn(site)
    expect(await opening(clerk, paper.code)).toEqual([409, answered])
    expect(await linesOf(site, clerk)).toEqual([['survey.paper', 'survey', 'needs', 'set aside']])
  })

  test('between the two entries is set aside, its entries go, and nothing more is counted', async () => {
    await first.enter('needs', paper.code, 1, alone)
    await answerOnline()
    const [kept, before] = [await entries(), await countIn(site, 'needs')]
    const late = await second.enter('needs', paper.code, 2, alone)
    expect([late.status, late.page.kind, late.page.problem.sentence]).toEqual([409, 'desk-survey-paper', answered])
    expect([await entries(), await countIn(site, 'needs')]).toEqual([kept - 1, before])
  })

  test('at the desk is set aside too', async () => {
    await first.handIn('needs', { household: paper.household }, alone)
    expect(await opening(second, paper.code)).toEqual([409, answered])
  })
})

describe('an entry', () => {
  test('by the same person is not the second one, by the form or by the database', async () => {
    await first.enter('needs', paper.code, 1, alone)
    const sentence = '这张纸第一次是您录的。第二次要请另一位同事录，两次对上才算。'
    expect(await opening(first, paper.code)).toEqual([409, sentence])
    const again = await first.enter('needs', paper.code, 2, alone)
    expect([again.status, again.page.problem.sentence]).toEqual([409, sentence])
    const insert = `INSERT INTO survey_paper_entries (survey, paper, turn, version, answers, entered_by, entered_on)
      SELECT survey, paper, 2, version, answers, entered_by, entered_on FROM survey_paper_entries WHERE entered_by = 'staff:${first.id}'`
    await expect(site.client.execute(insert)).rejects.toThrow('a paper is entered by two people')
  })

  test('of an empty paper is not kept', async () => {
    const { status, page } = await first.enter('needs', paper.code, 1, { words: '   ' })
    expect([status, page.problem.sentence]).toEqual([422, '一题都没有答的纸不用录。请在纸上写“未计”，单独收好。'])
  })

  test('of which nothing is left when it is settled makes an empty paper, which is not counted and waits no longer', async () => {
    const clerk = await clerkIn(site)
    const [kept, before] = [await entries(), await countIn(site, 'needs')]
    await first.enter('needs', paper.code, 1, { lives: 'alone' })
    await second.enter('needs', paper.code, 2, { 'wants.meals': 'on' })
    expect(await clerk.refused('needs/paper/', { act: 'settle', paper: paper.code, 'pick.lives': '2', 'pick.wants': '1' })).toEqual([
      422,
      '一题都没有答的纸不用录。请在纸上写“未计”，单独收好。',
    ])
    expect([await entries(), await countIn(site, 'needs')]).toEqual([kept, before])
    expect(await linesOf(site, clerk)).toEqual([['survey.paper', 'survey', 'needs', 'set aside']])
  })

  test('that ticks too much is sent back with what was typed', async () => {
    const ticked = { 'wants.meals': 'on', 'wants.lift': 'on', 'wants.care': 'on' }
    const { status, page } = await first.enter('needs', paper.code, 1, ticked)
    expect([status, page.typed, page.problem.fields]).toEqual([
      422,
      ticked,
      [{ field: 'q-wants', code: 'too_many', sentence: '“您需要哪些？”最多选 2 项，请去掉几项。' }],
    ])
  })

  test('with options that there are not, or a text of a megabyte, is not kept', async () => {
    const before = await entries()
    expect((await first.enter('needs', paper.code, 1, { lives: 'palace' })).status).toBe(422)
    expect((await first.enter('needs', paper.code, 1, { words: '长'.repeat(1_000_000) })).status).toBe(413)
    expect((await first.enter('needs', paper.code, 1, { 'wants.meals': 'on', words: '\u202e反' })).status).toBe(422)
    expect(await entries()).toBe(before)
  })

  test('of a formula is kept as it was written', async () => {
    const formula = { ...alone, words: '=HYPERLINK("http://x.example")' }
    await first.enter('needs', paper.code, 1, formula)
    expect((await second.enter('needs', paper.code, 2, formula)).status).toBe(303)
  })

  test('by a grid worker is not possible', async () => {
    const worker = await clerkIn(site, { role: 'grid_worker', scope: 'g1', name: '周明' })
    expect((await worker.enter('needs', paper.code, 1, alone)).status).toBe(403)
  })

  test('to be settled that somebody else has finished says so', async () => {
    expect(await first.refused('needs/paper/', { act: 'settle', paper: paper.code })).toEqual([
      409,
      '这张纸刚才有人办好了，或者正在重录。请重新写一次答题码或编号看看。',
    ])
  })
})

describe('the days', () => {
  const at = async (day: string, act: (one: Clerk, other: Clerk) => Promise<void>) => {
    const now = site.state.now
    site.state.now = Date.parse(`${day}T09:00:00+08:00`)
    await act(await clerkIn(site, { role: 'desk', name: '钱芳' }), await clerkIn(site, { role: 'desk', name: '孙强' }))
    site.state.now = now
  }

  test('before the first one no paper is taken', () =>
    at('2026-11-09', async (one) => {
      expect((await one.open('needs/paper/')).page.problem.sentence).toBe('还没有开始，2026年11月10日起可以答。')
      expect(await opening(one, paper.code)).toEqual([409, '还没有开始，2026年11月10日起可以答。'])
    }))

  test('after the last one papers still count, until the result is published', () =>
    at('2026-12-15', async (one, other) => {
      await one.enter('needs', paper.code, 1, alone)
      expect((await other.enter('needs', paper.code, 2, alone)).status).toBe(303)
      const { household } = await home()
      const late = await one.slip('needs', household)
      await one.enter('needs', late.code, 1, alone)
      await site.client.execute("INSERT INTO survey_results (survey, published_at, published_by, result) VALUES ('needs', 1, 's', '{}')")
      const before = await countIn(site, 'needs')
      expect(await opening(other, late.code)).toEqual([409, '结果已经公布，不能再录。请在纸上写“未计”，单独收好。'])
      expect((await other.enter('needs', late.code, 2, alone)).status).toBe(409)
      expect(await countIn(site, 'needs')).toBe(before)
    }))
})
