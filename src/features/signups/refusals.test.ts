import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast, person } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue, sampleOccurrence } from '../../../tests/support/catalogue.ts'
import { everyRow, problem, signUp, signupBody, takePath, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)

let site: TestSite

beforeEach(async () => {
  const tea = sampleActivity(
    { capacity_places: 6, desk_places: 1, waiting_places: 2, largest_party: 4 },
    { occurrences: [sampleOccurrence('2026-11-28'), sampleOccurrence('2026-12-05', { status: 'cancelled', reason: '下雨' })] },
  )
  const off = sampleActivity({}, { slug: 'off', cancelled: { reason: '装修' } })
  site = await openSite(sampleCatalogue([tea, off, sampleActivity({}, { slug: 'open-air', signup: null })]))
})
afterEach(() => site.close())

/** Asks, and expects this refusal, whole, with the database as it was. */
const refused = async (path: string, body: unknown, expected: ReturnType<typeof problem>) => {
  const before = await everyRow(site)
  const { status, headers, json } = await told(site.post(path, body))
  expect({ status, json }).toEqual({ status: expected.status, json: expected })
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(await everyRow(site)).toEqual(before)
}

describe('no places are taken', () => {
  test.each([
    ['coffee', {}, problem(404, 'activity_unknown', '没有找到这个活动。请到“找活动”里重新选，或打电话 0400-5550100。')],
    ['__proto__', {}, problem(404, 'activity_unknown', '没有找到这个活动。请到“找活动”里重新选，或打电话 0400-5550100。')],
    [
      'tea',
      { occurrence: '2026-11-29' },
      problem(404, 'occurrence_unknown', '这个活动没有这一场。请回到活动页面重新选日期，或打电话 0400-5550100。'),
    ],
    ['open-air', {}, problem(409, 'signup_not_needed', '这个活动不用报名，直接来就行。')],
    ['off', {}, problem(409, 'activity_cancelled', '这个活动取消了（装修）。可以看看别的活动，或打电话 0400-5550100。')],
    ['tea', { occurrence: '2026-12-05' }, problem(409, 'occurrence_cancelled', '这一场停办（下雨）。可以换一场，或打电话 0400-5550100。')],
    ['tea', { party_size: 5 }, problem(422, 'party_too_large', '这个活动一次最多报 4 人。人多请分开报，或打电话 0400-5550100。')],
    ['tea', { notice_version: '2025-01' }, problem(409, 'notice_changed', '“报名要用到的信息”刚刚更新了，请再看一遍，然后重新提交。')],
  ])('at %s with %j', (slug, changes, expected) => refused(`/api/activities/${slug}/signups`, signupBody(changes), expected))

  test.each([
    ['before the window', '2026-11-14T13:59:59', problem(409, 'signup_not_open', '还没到报名时间，2026年11月14日（周六）14:00 开始报名。')],
    [
      'after the window',
      '2026-11-28T12:00:00',
      problem(409, 'signup_closed', '报名在 2026年11月28日（周六）12:00 截止了。还想来，请打电话 0400-5550100 问问。'),
    ],
    [
      'once it began',
      '2026-11-28T14:00:00',
      problem(409, 'occurrence_started', '这一场已经开始或结束了，不能再改。有事请打电话 0400-5550100。'),
    ],
  ])('%s', async (_, moment, expected) => {
    site.state.now = at(moment)
    await refused(takePath, signupBody(), expected)
  })

  test('with a phone number that is signed up, confirmed or waiting', async () => {
    await signUp(site, cast.wang, 4)
    await signUp(site, cast.li, 2)
    const expected = problem(
      409,
      'already_signed_up',
      '这个电话已经报过这一场了。要查看、改人数或取消，请用报名码；忘了报名码，请打电话 0400-5550100。',
    )
    await refused(takePath, signupBody({ party_size: 1 }), expected)
    await refused(takePath, signupBody({ ...cast.li, phone: '(199) 0000-0002', party_size: 1 }), expected)
  })

  test('where some are left, but too few, and the waiting list is full', async () => {
    await signUp(site, cast.wang, 4)
    await signUp(site, cast.li, 2)
    const sentence = '只剩 1 个名额，不够您一起来的人，候补也满了。可以少报几人、换一场，或打电话 0400-5550100。'
    await refused(takePath, signupBody({ ...cast.zhang, party_size: 2 }), problem(409, 'places_taken', sentence))
  })

  test('where places are kept for the desk and the waiting list is full', async () => {
    await signUp(site, cast.wang, 4)
    await signUp(site, cast.li, 1)
    await signUp(site, cast.zhang, 2)
    const sentence = '这一场名额和候补都满了。可以换一场，或打电话 0400-5550100，窗口也许还有保留名额。'
    await refused(takePath, signupBody({ ...cast.chen, party_size: 1 }), problem(409, 'places_taken', sentence))
  })
})

describe('a signup is not changed', () => {
  const change = (code: string, phone: string, party_size: number, expected: ReturnType<typeof problem>) =>
    refused('/api/signup-changes', { code, phone, party_size }, expected)

  test('to more than there is room for', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    await signUp(site, cast.li, 2)
    await change(code, cast.wang.phone, 4, problem(409, 'change_does_not_fit', '现在最多还能加 1 人，您原来的报名没有变。'))
    await signUp(site, cast.zhang, 1)
    await change(
      code,
      cast.wang.phone,
      3,
      problem(409, 'change_does_not_fit', '现在没有空位可以加人，您原来的报名没有变。也可以打电话 0400-5550100 问问。'),
    )
  })
  test('to more than the waiting list has room for', async () => {
    await signUp(site, cast.wang, 4)
    const { code } = await signUp(site, cast.li, 2)
    const sentence = '现在没有空位可以加人，您原来的报名没有变。也可以打电话 0400-5550100 问问。'
    await change(code, cast.li.phone, 3, problem(409, 'change_does_not_fit', sentence))
  })
  test('to a larger party than the activity takes', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    await change(
      code,
      cast.wang.phone,
      5,
      problem(422, 'party_too_large', '这个活动一次最多报 4 人。人多请分开报，或打电话 0400-5550100。'),
    )
  })
  test('once it is cancelled', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    await site.post('/api/signup-cancellations', { code, phone: cast.wang.phone })
    const sentence = '这个报名已经取消了，不能再改人数。还想来，请重新报名，或打电话 0400-5550100。'
    await change(code, cast.wang.phone, 1, problem(409, 'signup_cancelled', sentence))
  })
  test('nor cancelled once it began', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    site.state.now = at('2026-11-28T14:00:00')
    const started = problem(409, 'occurrence_started', '这一场已经开始或结束了，不能再改。有事请打电话 0400-5550100。')
    await change(code, cast.wang.phone, 1, started)
    await refused('/api/signup-cancellations', { code, phone: cast.wang.phone }, started)
  })
})

test.each(['/api/signup-lookups', '/api/signup-changes', '/api/signup-cancellations'])(
  'nobody is found at %s by code or number alone',
  async (path) => {
    const [wang, li] = [await signUp(site, cast.wang, 2), await signUp(site, cast.li, 1)]
    const lost = problem(404, 'signup_not_found', '没有找到这个报名。请核对报名码和电话；还是不行，请打电话 0400-5550100。')
    const size = path.endsWith('changes') ? { party_size: 1 } : {}
    await refused(path, { code: wang.code, phone: cast.li.phone, ...size }, lost)
    await refused(path, { code: li.code, phone: cast.wang.phone, ...size }, lost)
    await refused(path, { code: wang.code, phone: person(1).phone, ...size }, lost)
  },
)

describe('an input that does not fit says so for every field', () => {
  const wrong = '有的地方没填对，请改好再提交。'
  const everything = [
    { field: 'occurrence', code: 'occurrence_invalid', detail: '请选一个场次。' },
    { field: 'name', code: 'name_missing', detail: '请写怎么称呼您，例如“王阿姨”。' },
    { field: 'phone', code: 'phone_missing', detail: '请写电话号码，有变动时好通知您。' },
    { field: 'party_size', code: 'party_size_invalid', detail: '请选一共几个人，1 到 5 人。' },
    { field: 'notice_version', code: 'notice_missing', detail: '请先看“报名要用到的信息”，再报名。' },
    { field: 'request_key', code: 'request_key_invalid', detail: '这一页放得太久了。请刷新后再填一次。' },
  ]
  const unknown = { code: 'field_unknown', detail: '多了一项本站不认识的内容，请去掉。' }

  test('of an empty one', () => refused(takePath, {}, problem(422, 'input_invalid', wrong, everything)))
  test('of one full of nothing', () =>
    refused(takePath, Object.fromEntries(everything.map(({ field }) => [field, null])), problem(422, 'input_invalid', wrong, everything)))
  test('of one that is too long, out of range and has too much', () =>
    refused(
      takePath,
      signupBody({ name: '王'.repeat(21), phone: '12345', party_size: 6, vip: true }),
      problem(422, 'input_invalid', wrong, [
        { field: 'name', code: 'name_too_long', detail: '称呼最多 20 个字，请写短一些。' },
        { field: 'phone', code: 'phone_invalid', detail: '电话号码不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000。' },
        { field: 'party_size', code: 'party_size_invalid', detail: '请选一共几个人，1 到 5 人。' },
        { field: 'vip', ...unknown },
      ]),
    ))
  test('of a look-up', () =>
    refused(
      '/api/signup-lookups',
      { code: 'K7M4T0' },
      problem(422, 'input_invalid', wrong, [
        { field: 'code', code: 'code_invalid', detail: '报名码是 6 位字母和数字，没有 0、O、1、I、L。请再看一遍。' },
        { field: 'phone', code: 'phone_missing', detail: '请写电话号码，有变动时好通知您。' },
      ]),
    ))
  test.each(['[]', '"王阿姨"', '1', 'null', 'true'])('of %s, which is no input at all', (text) =>
    refused(takePath, text, problem(422, 'input_invalid', wrong, [{ field: '', ...unknown }])),
  )
})

describe('what is not JSON', () => {
  test.each(['', '{', '{"name":', 'name=x'])('%j cannot be read', (text) =>
    refused(takePath, text, problem(400, 'body_unreadable', '发来的内容不完整，没有办成。请重试一次。')),
  )
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])('is not taken as %j', async (type) => {
    const { status, json } = await told(site.post(takePath, signupBody(), { 'content-type': type }))
    expect({ status, json }).toEqual({
      status: 415,
      json: problem(415, 'content_type_unsupported', '发来的格式不对，没有办成。请从本站页面填写。'),
    })
  })
})

test.each([
  ['coffee', '2026-11-28', 404, 'activity_unknown'],
  ['tea', '2026-11-29', 404, 'occurrence_unknown'],
  ['open-air', '2026-11-28', 409, 'signup_not_needed'],
  ['off', '2026-11-28', 409, 'activity_cancelled'],
  ['tea', '2026-12-05', 409, 'occurrence_cancelled'],
])('what is left of %s on %s is not told', async (slug, day, status, code) => {
  expect(await told(site.request(`/api/activities/${slug}/occurrences/${day}/availability`))).toMatchObject({ status, json: { code } })
})
