import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { resident } from '../../../tests/support/people.ts'
import { freshKey } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn } from '../../../tests/support/surveys/browser.ts'
import { type Clerk, clerkIn } from '../../../tests/support/surveys/clerk.ts'
import { sampleSurvey } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
let desk: Clerk
let rooms = 100
let household: string
beforeAll(async () => {
  site = await openSite({ ...sampleCatalogue(), surveys: { needs: sampleSurvey(), many: sampleSurvey({ slug: 'many' }) } })
  desk = await clerkIn(site)
})
afterAll(() => site.close())
beforeEach(async () => {
  household = (await resident(site, { door: ['3', '1', String(rooms++)], name: '王秀英', relation: 'head' })).household
})

const isGood = async (code: string) => (await browserIn(site).post('/surveys/needs/code/', { code })).location === '/surveys/needs/answer/'
const printOne = (request_key: string, act = 'slip', clerk = desk) => clerk.send('needs/codes/', { act, household, request_key })

const nothing = '没有要打的：登记的都已经有答题码，或者已经交过。丢了的，请找到那一户单独补打；没有登记的户，请先登记。'
const replaced = '这一次打的后来又重打过，已经作废，请用后打的那一张；找不到了，请重新打。'

describe('a request for one code that comes again', () => {
  test('shows the same code, which stays good', async () => {
    const key = freshKey()
    const [first, second] = [await printOne(key), await printOne(key)]
    expect(second.page.slips).toEqual(first.page.slips)
    expect((await printOne(key, 'paper')).page.slip).toEqual(first.page.slips[0])
    expect(await isGood(first.page.slips[0].code)).toBe(true)
  })

  test('after a newer one was printed says so, and the newer one stays good', async () => {
    const key = freshKey()
    const older = (await printOne(key)).page.slips[0].code
    const newer = (await printOne(freshKey())).page.slips[0].code
    expect(await desk.refused('needs/codes/', { act: 'slip', household, request_key: key })).toEqual([409, replaced])
    expect([await isGood(older), await isGood(newer)]).toEqual([false, true])
  })

  test('from another clerk is another request', async () => {
    const key = freshKey()
    const first = await printOne(key)
    const other = await printOne(key, 'slip', await clerkIn(site))
    expect(other.page.slips).not.toEqual(first.page.slips)
  })

  test('without a key that can be recognised prints nothing', async () => {
    const sentences = [422, '有的地方还要改一改，请看下面。', '这一页放得太久了。请刷新后再填一次。']
    expect(await desk.refused('needs/codes/', { act: 'slip', household })).toEqual(sentences)
    expect(await desk.refused('many/codes/', { act: 'many', where: 'all', request_key: 'short' })).toEqual(sentences)
    expect((await desk.send('needs/codes/', { act: 'choose', household })).page.home.code_issued_on).toBe(null)
  })
})

describe('a request for many codes that comes again', () => {
  const printMany = (request_key: string, more = {}) => desk.send('many/codes/', { act: 'many', where: 'all', request_key, ...more })

  test('shows the same slips to whoever has lost the answer', async () => {
    const key = freshKey()
    const first = await printMany(key)
    expect(first.page.slips.length).toBeGreaterThan(0)
    expect((await printMany(key)).page.slips).toEqual(first.page.slips)
  })

  test('for other doors, or to print all again, is another request', async () => {
    const key = freshKey()
    const first = await printMany(key, { again: 'yes' })
    for (const more of [
      { again: 'yes', where: 'building:3' },
      { where: 'grid:g1', again: 'yes' },
    ]) {
      const other = await printMany(key, more)
      const shown = new Set(first.page.slips.map((slip: { code: string }) => slip.code))
      expect(other.page.slips.filter((slip: { code: string }) => shown.has(slip.code))).toEqual([])
    }
    expect(await desk.refused('many/codes/', { act: 'many', where: 'all', request_key: key })).toEqual([409, nothing])
  })

  test('leaves out who was given a newer one since, and ends none', async () => {
    const key = freshKey()
    const first = await printMany(key, { again: 'yes' })
    await desk.slip('many', household)
    const again = await printMany(key, { again: 'yes' })
    expect(again.page.slips).toHaveLength(first.page.slips.length - 1)
    const { rows } = await site.client.execute("SELECT COUNT(*) AS n FROM survey_codes WHERE survey = 'many' AND revoked_on IS NULL")
    expect(rows[0]?.['n']).toBe(first.page.slips.length)
    await printMany(freshKey(), { again: 'yes' })
    expect(await desk.refused('many/codes/', { act: 'many', where: 'all', request_key: key, again: 'yes' })).toEqual([409, replaced])
  })
})
