import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { deskOf } from '../../../tests/support/households.ts'
import { somebody } from '../../../tests/support/mine.ts'
import { freshKey } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { browserIn } from '../../../tests/support/surveys/browser.ts'
import { type Clerk, clerkIn } from '../../../tests/support/surveys/clerk.ts'
import { sampleSurvey } from '../../../tests/support/surveys/surveys.ts'

let site: TestSite
let desk: Clerk
let rooms = 100
beforeAll(async () => {
  const surveys = { needs: sampleSurvey(), apart: sampleSurvey({ slug: 'apart', respondents: '每位居民一份' }) }
  site = await openSite({ ...sampleCatalogue(), surveys })
  desk = await clerkIn(site)
})
afterAll(() => site.close())

type Somebody = Awaited<ReturnType<typeof somebody>>

const newDoor = (): [string, string, string] => ['3', '1', String(rooms++)]
const isGood = async (survey: string, code: string) =>
  (await browserIn(site).post(`/surveys/${survey}/code/`, { code })).location === `/surveys/${survey}/answer/`
const ownSlip = async ({ id }: Somebody) => {
  const { page } = await desk.send('apart/codes/', { act: 'slip', resident: id, request_key: freshKey() })
  return String(page.slips[0].code)
}
const papersWaiting = async () => Number((await site.client.execute('SELECT COUNT(*) AS n FROM survey_paper_entries')).rows[0]?.['n'])

const movesOut = async ({ id, household }: Somebody) =>
  expect((await (await deskOf(site)).post(`${household}/members/${id}/departure/`)).status).toBe(303)
const deletesThemselves = async (person: Somebody) => expect((await person.post('/me/delete/', { understood: 'yes' })).status).toBe(303)
const isDeletedAtDesk = async ({ id }: Somebody) =>
  expect((await site.postForm(`/desk/deletions/${id}/`, { understood: 'yes' }, desk.headers)).status).toBe(303)

describe.each([
  ['moved out', movesOut],
  ['deleted themselves', deletesThemselves],
  ['was deleted at the desk', isDeletedAtDesk],
])('printed codes, when somebody %s', (_, go) => {
  test('end for the person, and for the household only with the last of it', async () => {
    const door = newDoor()
    const [first, last] = [await somebody(site, { name: '王秀英', door }), await somebody(site, { name: '王芳', door })]
    const shared = (await desk.slip('needs', first.household)).code
    const [ofFirst, ofLast] = [await ownSlip(first), await ownSlip(last)]
    await go(first)
    expect([await isGood('needs', shared), await isGood('apart', ofFirst), await isGood('apart', ofLast)]).toEqual([true, false, true])
    await go(last)
    expect([await isGood('needs', shared), await isGood('apart', ofLast)]).toEqual([false, false])
  })

  test('take along what was typed in once from their papers', async () => {
    const person = await somebody(site, { name: '李敏', door: newDoor() })
    const before = await papersWaiting()
    await desk.enter('needs', (await desk.slip('needs', person.household)).code, 1, { lives: 'alone' })
    await desk.enter('apart', await ownSlip(person), 1, { lives: 'alone' })
    expect(await papersWaiting()).toBe(before + 2)
    await go(person)
    expect(await papersWaiting()).toBe(before)
  })
})

test('whoever could not be deleted keeps the code', async () => {
  const door = newDoor()
  const child = await somebody(site, { name: '王小宝', door, under_14_until: '2030-01-01' })
  const { code } = await desk.slip('needs', child.household)
  expect((await child.post('/me/delete/', { understood: 'yes' })).status).toBe(403)
  expect(await isGood('needs', code)).toBe(true)
})
