import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { deskPath, deskSignupPath, drawn, goesTo, guestFields, residentFields } from '../../../tests/support/desk.ts'
import { asStaff, resident } from '../../../tests/support/people.ts'
import { rowsOf, signUp } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { RosterLine } from './page.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)

let site: TestSite
let headers: { cookie: string }
const sitDown = async () => {
  headers = (await asStaff(site, { role: 'desk' })).headers
}
beforeEach(async () => {
  const walkIn = sampleActivity({}, { slug: 'walk', title: '散步', signup: null })
  site = await openSite(sampleCatalogue([sampleActivity({ capacity_places: 8, desk_places: 2, waiting_places: 3 }), walkIn]))
  await sitDown()
})
afterEach(() => site.close())

const show = (path: string) => drawn(site.request(path, { headers }))
const roster = async () => (await show(deskPath)).page as { lines: RosterLine[]; marks: boolean }
const mark = (fields: Record<string, string>) => site.postForm(deskPath, fields, headers)
const marks = () => rowsOf(site, 'SELECT came_places FROM attendance_marks ORDER BY number')

/** 王阿姨 and one more, an elder signed up by the desk, and a party of five that waits. */
const fill = async () => {
  await signUp(site, cast.wang, 2)
  const elder = await resident(site, { name: '李奶奶' })
  await site.postForm(deskSignupPath, residentFields(elder.id), headers)
  await signUp(site, cast.zhang, 3)
  await site.postForm(deskSignupPath, guestFields('张先生', '', { party_size: '3' }), headers)
}

describe('the list', () => {
  test('begins with what is on next and counts places, also where nobody signs up', async () => {
    await fill()
    expect((await show('/desk/activities/')).page).toMatchObject({
      kind: 'desk-activities',
      rows: [
        { slug: 'tea', occurrence: { id: '2026-11-28' }, numbers: { capacity: 8, confirmed: 6, waiting: 3, kept: 1 } },
        { slug: 'walk', occurrence: { id: '2026-11-28' }, numbers: null },
        { slug: 'tea', occurrence: { id: '2026-12-05' }, numbers: { capacity: 8, confirmed: 0, waiting: 0, kept: 2 } },
        { slug: 'walk', numbers: null },
      ],
    })
  })

  test('is for staff', async () => {
    const answer = await site.request('/desk/activities/')
    expect(goesTo(answer)).toEqual([303, '/signin/'])
  })
})

describe('the roster', () => {
  test('names everybody in order with the number to call, and who acted for whom', async () => {
    await fill()
    const { lines } = await roster()
    expect(lines.map(({ name, phone, party_size, waiting, taken_by }) => ({ name, phone, party_size, waiting, taken_by }))).toEqual([
      { name: '王阿姨', phone: cast.wang.phone, party_size: 2, waiting: false, taken_by: null },
      { name: '李奶奶', phone: null, party_size: 1, waiting: false, taken_by: '工作人员赵敏替李奶奶报名' },
      { name: '张敏', phone: cast.zhang.phone, party_size: 3, waiting: false, taken_by: null },
      { name: '张先生', phone: null, party_size: 3, waiting: true, taken_by: '工作人员赵敏替张先生报名' },
    ])
  })

  test('that is looked at leaves a line in the audit log', async () => {
    await roster()
    await show(`${deskPath}print/?phones=1`)
    expect(await rowsOf(site, "SELECT subject, detail FROM audit_log WHERE act = 'roster.read' ORDER BY number")).toEqual([
      { subject: 'tea/2026-11-28', detail: '' },
      { subject: 'tea/2026-11-28', detail: 'print phones' },
    ])
  })

  test('is printed without phone numbers unless they are asked for', async () => {
    await fill()
    expect(JSON.stringify(await show(`${deskPath}print/`))).not.toContain('1990000')
    expect(JSON.stringify(await show(`${deskPath}print/?phones=1`))).toContain(cast.wang.phone)
  })

  test.each([
    ['/desk/activities/coffee/2026-11-28/', 404, 'activity_unknown'],
    ['/desk/activities/tea/2026-11-29/', 404, 'occurrence_unknown'],
    ['/desk/activities/walk/2026-11-28/', 409, 'signup_not_needed'],
  ])('of %s says that there is none', async (path, status, code) => {
    expect(await show(path)).toMatchObject({ status, page: { kind: 'desk-missing', problem: { code } } })
  })
})

describe('attendance', () => {
  const onTheDay = async () => {
    site.state.now = at('2026-11-28T14:30:00')
    await sitDown()
    return (await roster()).lines
  }

  test('is written down for all parties at once, and only what is different', async () => {
    await fill()
    const [wang, elder, zhang] = await onTheDay()
    const fields = { [`came_${wang?.arrival}`]: '2', [`came_${elder?.arrival}`]: '0', [`came_${zhang?.arrival}`]: '' }
    expect(goesTo(await mark(fields))).toEqual([303, `${deskPath}?marked=2`])
    expect(goesTo(await mark(fields))).toEqual([303, `${deskPath}?marked=0`])
    expect(goesTo(await mark({ ...fields, [`came_${wang?.arrival}`]: '1' }))).toEqual([303, `${deskPath}?marked=1`])
    expect(await marks()).toEqual([{ came_places: 2 }, { came_places: 0 }, { came_places: 1 }])
    expect((await roster()).lines.map(({ came }) => came)).toEqual([1, 0, null, null])
  })

  test('of more than came is not written at all', async () => {
    await fill()
    const [wang, elder] = await onTheDay()
    expect(await drawn(mark({ [`came_${wang?.arrival}`]: '1', [`came_${elder?.arrival}`]: '2' }))).toMatchObject({
      status: 422,
      page: {
        typed: { [`came_${elder?.arrival}`]: '2' },
        problem: { sentence: '有一组的到场人数比报名人数多，所以都没有记。请改好再保存；多来的人请另外代报名。' },
      },
    })
    expect(await drawn(mark({ [`came_${wang?.arrival}`]: '两' }))).toMatchObject({
      status: 422,
      page: { problem: { fields: [{ field: `came_${wang?.arrival}`, sentence: '到场人数请写 0 到 5 的数字；还不知道就空着。' }] } },
    })
    expect(await marks()).toEqual([])
  })

  test('of another occurrence or of nobody is not written', async () => {
    await signUp(site, cast.wang, 2, { occurrence: '2026-12-05' })
    await onTheDay()
    expect(goesTo(await mark({ came_1: '2', came_999999: '1', other: '1' }))).toEqual([303, `${deskPath}?marked=0`])
    expect(await marks()).toEqual([])
  })

  test('waits for the day', async () => {
    await fill()
    expect((await roster()).marks).toBe(false)
    expect(await drawn(mark({ came_1: '1' }))).toMatchObject({
      status: 409,
      page: { problem: { code: 'attendance_not_yet', sentence: '还没到这一天，不能签到。请到活动当天再记。' } },
    })
  })
})
