import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast, person } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { deskSignupPath, drawn, goesTo, guestFields, residentFields } from '../../../tests/support/desk.ts'
import { asStaff, resident } from '../../../tests/support/people.ts'
import { freshKey, rowsOf, signUp } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)

let site: TestSite
let desk: Awaited<ReturnType<typeof asStaff>>
let worker: Awaited<ReturnType<typeof asStaff>>
let elder: { id: string; household: string }
let far: { id: string }
beforeEach(async () => {
  site = await openSite(sampleCatalogue([sampleActivity({ capacity_places: 6, desk_places: 2, waiting_places: 2, open_to: '所有人' })]))
  desk = await asStaff(site, { role: 'desk' })
  worker = await asStaff(site, { role: 'grid_worker', scope: 'g1', name: '孙丽' })
  elder = await resident(site, { name: '李奶奶', door: ['3', '2', '501'] })
  await resident(site, { name: '王大爷', door: ['3', '2', '501'], relation: '配偶', phone: cast.wang.phone })
  far = await resident(site, { name: '周芳', door: ['5', '1', '101'] })
})
afterEach(() => site.close())

const post = (fields: Record<string, string>, who = desk) => site.postForm(deskSignupPath, fields, who.headers)
const show = (query = '', who = desk) => drawn(site.request(`${deskSignupPath}${query}`, { headers: who.headers }))
const find = (sought: string, surname = '', who = desk) => drawn(post({ act: 'find', sought, surname }, who))
const doneOf = (answer: Response) => (answer.headers.get('location') ?? '').replace(deskSignupPath, '')
const audit = () => rowsOf(site, 'SELECT actor, act, subject_kind, subject, detail FROM audit_log ORDER BY number')

describe('signing up on behalf', () => {
  test('finds a household by its door, those of the surname first', async () => {
    const names = async (sought: string, surname = '') =>
      ((await find(sought, surname)).page['people'] as { name: string }[]).map(({ name }) => name)
    expect((await names('3-2-501')).sort()).toEqual(['李奶奶', '王大爷'])
    expect(await names('3栋2单元501', '王')).toEqual(['王大爷', '李奶奶'])
  })

  test.each([
    ['9-9-999', '', 'door_unregistered'],
    ['3-2-501', '赵', 'surname_unknown'],
    ['', '', 'card_unknown'],
    ['ABCDEFGHJK', '', 'card_unknown'],
  ])('finds nobody by %s and %s, and says so on the form', async (sought, surname, code) => {
    const { status, page } = await find(sought, surname)
    expect({ status, page }).toMatchObject({
      status: 404,
      page: { kind: 'desk-signup', people: null, typed: { sought }, problem: { code } },
    })
  })

  test('an elder without a phone gets a place, and the audit log shows who acted for whom', async () => {
    const answer = await post(residentFields(elder.id, { party_size: '2' }))
    expect(answer.status).toBe(303)
    expect(await rowsOf(site, 'SELECT resident, household, representative, channel, acted_by, party_size FROM signups')).toEqual([
      {
        resident: elder.id,
        household: elder.household,
        representative: null,
        channel: 'desk',
        acted_by: `staff:${desk.id}`,
        party_size: 2,
      },
    ])
    expect(await audit()).toContainEqual({
      actor: desk.id,
      act: 'signup.take',
      subject_kind: 'resident',
      subject: elder.id,
      detail: 'tea/2026-11-28',
    })
    expect(await show(doneOf(answer))).toMatchObject({
      status: 200,
      page: {
        people: null,
        typed: {},
        done: { view: { name: '李奶奶', phone: '', state: 'confirmed', party_size: 2, taken_by: '工作人员赵敏替李奶奶报名' } },
        numbers: { confirmed: 2, kept: 0 },
      },
    })
  })

  test('somebody who calls needs a name and no phone number', async () => {
    expect((await post(guestFields('张先生'))).status).toBe(303)
    expect((await post(guestFields('王阿姨', '139 0000 0001'))).status).toBe(303)
    expect(await drawn(post(guestFields('', '12')))).toMatchObject({
      status: 422,
      page: {
        typed: { phone: '12' },
        problem: {
          fields: [
            { field: 'name', sentence: '请写怎么称呼您，例如“王阿姨”。' },
            { field: 'phone', sentence: '电话号码不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000。' },
          ],
        },
      },
    })
  })

  test('takes kept places that are closed online, and never more than there are', async () => {
    await signUp(site, cast.zhang, 4)
    expect((await post(guestFields('张先生', '', { party_size: '2' }))).status).toBe(303)
    const waits = await show(doneOf(await post(guestFields('钱先生', '', { party_size: '2' }))))
    expect(waits.page).toMatchObject({
      done: { view: { state: 'waiting', parties_ahead: 0 } },
      numbers: { confirmed: 6, kept: 0, waiting: 2 },
    })
    expect(await drawn(post(guestFields('孙先生')))).toMatchObject({
      status: 409,
      page: {
        problem: { code: 'places_taken', sentence: '这一场名额和候补都满了。可以换一场，或打电话 0400-5550100，窗口也许还有保留名额。' },
      },
    })
  })

  test('goes on after the window has closed online, until the occurrence begins', async () => {
    site.state.now = at('2026-11-28T13:59:00')
    desk = await asStaff(site, { role: 'desk' })
    expect((await post(guestFields('张先生'))).status).toBe(303)
    site.state.now = at('2026-11-28T14:00:00')
    expect(await drawn(post(guestFields('钱先生')))).toMatchObject({ status: 409, page: { problem: { code: 'occurrence_started' } } })
  })

  test('a resident is signed up once, by whomever', async () => {
    await post(residentFields(elder.id))
    expect(await drawn(post(residentFields(elder.id)))).toMatchObject({
      status: 409,
      page: {
        people: [{ name: '李奶奶' }],
        problem: { sentence: '这位居民，或这个电话，已经报过这一场了。要看或取消，请在名册里点他的称呼，或找窗口。' },
      },
    })
  })

  test('the same form twice counts once', async () => {
    const fields = guestFields('张先生', '', { request_key: freshKey() })
    const [first, second] = [await post(fields), await post(fields)]
    expect(goesTo(second)).toEqual(goesTo(first))
    expect(await rowsOf(site, 'SELECT COUNT(*) AS signups FROM signups')).toEqual([{ signups: 1 }])
  })

  test('is not held up by the limit that holds off scripts', async () => {
    for (let place = 0; place < 70; place++) await post(guestFields(person(place).name, '', { party_size: '5' }))
    expect(await rowsOf(site, "SELECT * FROM attempts WHERE kind = 'signup'")).toEqual([])
  })
})

describe('a grid worker', () => {
  test('signs up residents of the own grid', async () => {
    expect((await find('3-2-501', '', worker)).status).toBe(200)
    const answer = await post(residentFields(elder.id), worker)
    expect((await show(doneOf(answer), worker)).page).toMatchObject({ done: { view: { taken_by: '工作人员孙丽替李奶奶报名' } } })
  })

  test('meets those of another grid as if they were not there', async () => {
    expect(await find('5-1-101', '', worker)).toMatchObject({ status: 404, page: { problem: { code: 'door_unregistered' } } })
    expect((await show(`?for=${far.id}`, worker)).page).toMatchObject({ people: null })
    expect((await show(`?for=${far.id}`)).page).toMatchObject({ people: [{ name: '周芳' }] })
    expect(await drawn(post(residentFields(far.id), worker))).toMatchObject({
      status: 404,
      page: { problem: { code: 'resident_unknown', sentence: '没有找到这位居民，可能已经迁出，或不在您的网格。请重新查找。' } },
    })
    expect(await rowsOf(site, 'SELECT * FROM signups')).toEqual([])
  })

  test('does not see a signup of another grid, the roster, or its attendance', async () => {
    const id = new URLSearchParams(doneOf(await post(residentFields(far.id)))).get('done')
    expect((await drawn(site.request(`/desk/signups/${id}/`, { headers: worker.headers }))).status).toBe(404)
    expect((await show(`?done=${id}`, worker)).page).toMatchObject({ done: null })
    for (const path of [
      '/desk/activities/tea/2026-11-28/',
      '/desk/activities/tea/2026-11-28/print/',
      '/desk/activities/tea/2026-11-28/change/',
    ])
      expect((await site.request(path, { headers: worker.headers })).status).toBe(403)
  })
})

describe('the receipt', () => {
  test('is shown, cancelled once, and gives the place on', async () => {
    const id = new URLSearchParams(doneOf(await post(guestFields('张先生', '', { party_size: '5' })))).get('done')
    await post(guestFields('钱先生', '', { party_size: '2' }))
    const path = `/desk/signups/${id}/`
    expect(await drawn(site.request(path, { headers: desk.headers }))).toMatchObject({
      status: 200,
      page: { kind: 'desk-receipt', may_cancel: true, view: { name: '张先生', state: 'confirmed' } },
    })
    for (let turn = 0; turn < 2; turn++) expect(goesTo(await site.postForm(path, {}, desk.headers))).toEqual([303, path])
    expect(await rowsOf(site, 'SELECT kind, actor FROM signup_events ORDER BY number')).toEqual([
      { kind: 'confirmed', actor: `staff:${desk.id}` },
      { kind: 'waiting', actor: `staff:${desk.id}` },
      { kind: 'cancelled', actor: `staff:${desk.id}` },
      { kind: 'promoted', actor: 'waiting list' },
    ])
    expect((await drawn(site.request('/desk/signups/nobody/', { headers: desk.headers }))).status).toBe(404)
  })
})
