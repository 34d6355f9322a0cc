import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast, person } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { freshKey, problem, rowsOf, signUp, signupBody, takePath, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)

let site: TestSite

beforeEach(async () => {
  site = await openSite(sampleCatalogue([sampleActivity({ capacity_places: 6, waiting_places: 8 })]))
})
afterEach(() => site.close())

const act = (path: string, body: object) => told(site.post(path, body))

describe('a request that comes twice', () => {
  test('with the same key and body is answered the same, and counts once', async () => {
    const body = signupBody()
    const [first, second] = [await act(takePath, body), await act(takePath, body)]
    expect(second).toMatchObject({ status: 201, json: first.json })
    expect(await rowsOf(site, 'SELECT confirmed_places FROM signup_pools')).toEqual([{ confirmed_places: 2 }])
  })

  test('at the same moment is answered the same, and counts once', async () => {
    const body = signupBody()
    const answers = await Promise.all(Array.from({ length: 5 }, () => act(takePath, body)))
    expect(new Set(answers.map(({ json }) => JSON.stringify(json))).size).toBe(1)
    expect(await rowsOf(site, 'SELECT COUNT(*) AS signups FROM signups')).toEqual([{ signups: 1 }])
  })

  test('typed a little differently is still the same request', async () => {
    const body = signupBody()
    const first = await act(takePath, body)
    expect((await act(takePath, { ...body, name: ' 王阿姨', phone: '+86 199 0000 0001' })).json).toEqual(first.json)
  })

  test.each([
    ['another name', { name: '李阿姨' }],
    ['another number', { phone: '19900000009' }],
    ['more people', { party_size: 3 }],
    ['another day', { occurrence: '2026-12-05' }],
  ])('with the same key and %s is refused', async (_, changes) => {
    const body = signupBody()
    await act(takePath, body)
    expect(await act(takePath, { ...body, ...changes })).toMatchObject({
      status: 409,
      json: problem(409, 'request_key_reused', '这次提交和前一次内容不一样。请刷新页面，重新填写。'),
    })
    expect(await rowsOf(site, 'SELECT COUNT(*) AS signups FROM signups')).toEqual([{ signups: 1 }])
  })

  test('gets its first answer although the occurrence has filled up', async () => {
    const body = signupBody()
    const first = await act(takePath, body)
    await signUp(site, cast.li, 2)
    await signUp(site, cast.zhang, 5)
    await signUp(site, cast.chen, 3)
    expect(await act(takePath, body)).toMatchObject({ status: 201, json: first.json })
  })

  const later: [string, () => void][] = [
    [
      'the window has closed',
      () => {
        site.state.now = at('2026-11-28T12:00:00')
      },
    ],
    [
      'it has begun',
      () => {
        site.state.now = at('2026-11-28T14:00:00')
      },
    ],
    [
      'parties must be smaller now',
      () => {
        site.state.catalogue.activities['tea'] = sampleActivity({ largest_party: 1 })
      },
    ],
    [
      'the notice is another now',
      () => {
        site.state.catalogue.site.signup_notice.version = '2026-12'
      },
    ],
  ]
  test.each(later)('gets its first answer although %s', async (_, change) => {
    const body = signupBody()
    const first = await act(takePath, body)
    change()
    expect(await act(takePath, body)).toMatchObject({ status: 201, json: first.json })
    expect((await act(takePath, { ...body, request_key: freshKey() })).status).toBeGreaterThanOrEqual(400)
    expect((await act(takePath, { ...body, ...person(1) })).status).toBeGreaterThanOrEqual(400)
  })
})
