import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { household, resident } from '../../../tests/support/people.ts'
import { freshKey } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn } from '../../../tests/support/surveys/browser.ts'
import { type Clerk, clerkIn, linesOf } from '../../../tests/support/surveys/clerk.ts'
import { samplePoll, sampleSurvey } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
let desk: Clerk
let rooms = 100
const surveys = {
  needs: sampleSurvey(),
  apart: sampleSurvey({ slug: 'apart', respondents: '每位居民一份' }),
  many: sampleSurvey({ slug: 'many' }),
  'tea-poll': samplePoll(),
}
beforeAll(async () => {
  site = await openSite({ ...sampleCatalogue(), surveys })
  desk = await clerkIn(site)
})
afterAll(() => site.close())

const home = (building = '3') => resident(site, { door: [building, '1', String(rooms++)], name: '王秀英', relation: 'head' })

describe('one code', () => {
  test('is printed for a household that was found by its door, and lets it answer', async () => {
    const { household } = await home()
    const door = `3-1-${rooms - 1}`
    expect(await desk.send('needs/codes/', { act: 'find', sought: door })).toMatchObject({
      status: 200,
      page: { home: { household, door: `3栋1单元${rooms - 1}`, name: '王家', answered: false, code_issued_on: null } },
    })
    const slip = await desk.slip('needs', household)
    expect(slip.for).toBe(`3栋1单元${rooms - 1}`)
    expect(slip.code).toMatch(/^[2-9A-HJKMNP-Z]{8}$/)
    const browser = browserIn(site)
    expect((await browser.post('/surveys/needs/code/', { code: slip.code.toLowerCase() })).location).toBe('/surveys/needs/answer/')
  })

  test('is kept as a fingerprint; neither the audit log nor the log of the site knows it', async () => {
    const clerk = await clerkIn(site)
    const { household } = await home()
    const { code } = await clerk.slip('needs', household)
    const kept = await Promise.all(['survey_codes', 'audit_log'].map((table) => site.client.execute(`SELECT * FROM ${table}`)))
    expect(JSON.stringify(kept.map(({ rows }) => rows))).not.toContain(code)
    expect(site.log.join('\n')).not.toContain(code)
    expect(await linesOf(site, clerk)).toEqual([['survey.code', 'household', household, 'needs']])
  })

  test('ends the one before it', async () => {
    const { household } = await home()
    const [first, second] = [await desk.slip('needs', household), await desk.slip('needs', household)]
    const browser = browserIn(site)
    expect(await browser.post('/surveys/needs/code/', { code: first.code })).toMatchObject({
      status: 422,
      page: { problem: { code: 'printed_code_wrong' } },
    })
    expect((await browser.post('/surveys/needs/code/', { code: second.code })).location).toBe('/surveys/needs/answer/')
    expect((await desk.send('needs/codes/', { act: 'choose', household })).page.home.code_issued_on).toBe('2026-11-23')
  })

  test('is not printed for who has answered', async () => {
    const { household } = await home()
    await desk.handIn('needs', { household }, { lives: 'alone', 'wants.meals': 'on' })
    const sentence = '这一户已经交过一份，先交的算数，这一份不算。匿名的，谁也找不出是哪一份，不能改。'
    expect(await desk.refused('needs/codes/', { act: 'slip', household, request_key: freshKey() })).toEqual([409, sentence])
  })

  test('stands on a questionnaire when it is asked for together', async () => {
    const { household } = await home()
    const { status, page } = await desk.send('needs/codes/', { act: 'paper', household, request_key: freshKey() })
    expect([status, page.kind, page.slip.code.length]).toEqual([200, 'desk-survey-print', 8])
  })

  test('is of a resident where each answers alone, but not of a child', async () => {
    const { id, household } = await home()
    const door: [string, string, string] = ['3', '1', String(rooms - 1)]
    const child = await resident(site, { door, name: '王小宝', relation: 'child', under_14_until: '2030-01-01' })
    const { page } = await desk.send('apart/codes/', { act: 'find', sought: door.join('-') })
    expect(page.people).toEqual([{ id, name: '王秀英', relation: '户主' }])
    const printed = await desk.send('apart/codes/', { act: 'slip', resident: id, request_key: freshKey() })
    expect(printed.page.slips).toEqual([{ for: `3栋1单元${door[2]} 王秀英`, code: expect.any(String) }])
    expect(await desk.refused('apart/codes/', { act: 'slip', resident: child.id, request_key: freshKey() })).toEqual([
      409,
      '不满 14 岁的孩子不单独答。请由监护人答自己的一份。',
    ])
    expect(await desk.refused('apart/codes/', { act: 'slip', household, request_key: freshKey() })).toEqual([
      404,
      '登记里没有这一户或这位居民，也可能不在您的网格。请重新找。',
    ])
  })

  test('is not printed where nobody is registered, and says what to do', async () => {
    const sentence =
      '3栋1单元999 没有登记的居民；网格员只找得到自己网格里的。请核对门牌；没错的，先在“找一户”里登记（由窗口或管理员办），再回来办。'
    expect(await desk.refused('needs/codes/', { act: 'find', sought: '3-1-999' })).toEqual([404, sentence])
    expect(await desk.refused('needs/answer/', { act: 'find', sought: '3-1-999' })).toEqual([404, sentence])
    await household(site, ['3', '1', '999'])
    expect(await desk.refused('needs/codes/', { act: 'find', sought: '3-1-999' })).toEqual([404, sentence])
    const { page } = await desk.send('needs/codes/', { act: 'many', where: 'building:3', request_key: freshKey() })
    expect(page.slips.map((slip: { for: string }) => slip.for)).not.toContain('3栋1单元999')
  })

  test('is there for no survey that anybody may answer', async () => {
    const sentence = '这份问卷谁都可以答，不用答题码。要发纸的，请打印纸质问卷。'
    expect((await desk.open('tea-poll/codes/')).page.problem.sentence).toBe(sentence)
    expect(await desk.refused('tea-poll/codes/', { act: 'many', where: 'all' })).toEqual([409, sentence])
  })
})

describe('a grid worker', () => {
  test('prints for the own grid and for no other household', async () => {
    const worker = await clerkIn(site, { role: 'grid_worker', scope: 'g2', name: '孙强' })
    const [own, other] = [await home('5'), await home('3')]
    expect((await worker.send('needs/codes/', { act: 'slip', household: own.household, request_key: freshKey() })).page.slips).toHaveLength(
      1,
    )
    const nobody = '登记里没有这一户或这位居民，也可能不在您的网格。请重新找。'
    expect(await worker.refused('needs/codes/', { act: 'slip', household: other.household, request_key: freshKey() })).toEqual([
      404,
      nobody,
    ])
    const { page } = await worker.send('needs/codes/', { act: 'many', where: 'all', again: 'yes', request_key: freshKey() })
    expect(page.slips.every((slip: { for: string }) => slip.for.startsWith('5栋'))).toBe(true)
    expect((await worker.open('needs/codes/')).page.grids.map(({ id }: { id: string }) => id)).toEqual(['g2'])
  })
})

describe('codes for many', () => {
  const print = (fields: Record<string, string>) => desk.send('many/codes/', { act: 'many', request_key: freshKey(), ...fields })
  const doors = (page: { slips: { for: string }[] }) => page.slips.map((slip) => slip.for)

  test('go to each household that has none, by their doors, once', async () => {
    for (const room of ['1002', '201', '1001']) await resident(site, { door: ['4', '1', room], name: '李敏', relation: 'head' })
    expect(doors((await print({ where: 'building:4' })).page)).toEqual(['4栋1单元201', '4栋1单元1001', '4栋1单元1002'])
    const nothing = '没有要打的：登记的都已经有答题码，或者已经交过。丢了的，请找到那一户单独补打；没有登记的户，请先登记。'
    expect(await desk.refused('many/codes/', { act: 'many', where: 'building:4', request_key: freshKey() })).toEqual([409, nothing])
    await resident(site, { door: ['4', '1', '301'], name: '李敏', relation: 'head' })
    expect(doors((await print({ where: 'building:4' })).page)).toEqual(['4栋1单元301'])
  })

  test('end those there are when all are printed again, and leave out who has answered', async () => {
    const { household } = await resident(site, { door: ['4', '1', '401'], name: '李敏', relation: 'head' })
    const before = await desk.slip('many', household)
    expect((await print({ where: 'building:4', again: 'yes' })).page.slips).toHaveLength(5)
    const refused = await browserIn(site).post('/surveys/many/code/', { code: before.code })
    expect(refused.page.problem.code).toBe('printed_code_wrong')
    await desk.handIn('many', { household }, { lives: 'alone', 'wants.meals': 'on' })
    expect((await print({ where: 'grid:g2', again: 'yes' })).page.slips.map((one: { for: string }) => one.for)).not.toContain('4栋1单元401')
  })

  test('are one line of the audit log, which says where and how many', async () => {
    const clerk = await clerkIn(site)
    await clerk.send('many/codes/', { act: 'many', where: 'building:4', again: 'yes', request_key: freshKey() })
    expect(await linesOf(site, clerk)).toEqual([['survey.code', 'survey', 'many', 'building:4 4']])
  })

  test('are four hundred at a time; all of more doors than that are not printed again in one go', async () => {
    await site.client.execute(`WITH RECURSIVE room (n) AS (SELECT 1000 UNION ALL SELECT n + 1 FROM room WHERE n < 1404)
      INSERT INTO households (id, building, unit, room, created_at, created_by) SELECT 'full-' || n, '6', '1', n, 1, 'test' FROM room`)
    const { id } = await resident(site, { door: ['6', '1', '1000'], name: '李敏', relation: 'head' })
    await site.client.execute({
      sql: `INSERT INTO residents (id, household, name, name_fingerprint, relation, notice_version, created_at, created_by)
        SELECT 'of ' || households.id, households.id, name, name_fingerprint, 'head', 'v', 1, 'test' FROM households JOIN residents
        WHERE residents.id = ? AND households.building = '6' AND households.room > '1000'`,
      args: [id],
    })
    const { page } = await print({ where: 'building:6' })
    expect([page.slips.length, page.left]).toEqual([400, 5])
    const tooMany = '一次最多打 400 张。请按楼栋，一栋一栋打。'
    expect(await desk.refused('many/codes/', { act: 'many', where: 'grid:g2', again: 'yes', request_key: freshKey() })).toEqual([
      409,
      tooMany,
    ])
    expect((await print({ where: 'building:6' })).page.slips).toHaveLength(5)
  })

  test.each(['building:99', 'grid:none', 'everything', ''])('are not printed for “%s”', async (where) => {
    expect(await desk.refused('many/codes/', { act: 'many', where, request_key: freshKey() })).toEqual([
      422,
      '有的地方还要改一改，请看下面。',
      '没有这个网格或楼栋，请重新选。',
    ])
  })
})
