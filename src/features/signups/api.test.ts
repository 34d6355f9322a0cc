import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { everyRow, rowsOf, signUp, signupBody, takePath, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const released = at('2026-11-26T14:00:00')

let site: TestSite

beforeEach(async () => {
  site = await openSite(sampleCatalogue([sampleActivity({ capacity_places: 6, desk_places: 2, waiting_places: 8 })]))
})
afterEach(() => site.close())

const act = (path: string, body: object) => told(site.post(path, body))
const available = async () => (await told(site.request('/api/activities/tea/occurrences/2026-11-28/availability'))).json
const lookUp = async (code: string, phone: string) => (await act('/api/signup-lookups', { code, phone })).json
const cancel = (code: string, phone: string) => act('/api/signup-cancellations', { code, phone })
const change = (code: string, phone: string, party_size: number) => act('/api/signup-changes', { code, phone, party_size })

describe('a resident takes places', () => {
  test('and is told all there is to know', async () => {
    const { status, headers, json } = await told(site.post(takePath, signupBody({ name: ' 王阿姨 ', phone: '199 0000 0001' })))
    expect(status).toBe(201)
    expect(headers.get('content-type')).toBe('application/json')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(json).toEqual({
      activity: 'tea',
      occurrence: '2026-11-28',
      state: 'confirmed',
      party_size: 2,
      code: expect.stringMatching(/^[2-9A-HJKMNP-Z]{6}$/),
      name: '王阿姨',
      phone: '199****0001',
      parties_ahead: null,
      starts_at: '2026-11-28T06:00:00.000Z',
      ends_at: '2026-11-28T07:30:00.000Z',
    })
  })

  test('looks them up, adds a person, takes one back, and cancels', async () => {
    const taken = await signUp(site, cast.wang, 2)
    const { code } = taken
    const { phone } = cast.wang
    expect(await lookUp(code, phone)).toEqual(taken)
    expect((await change(code, phone, 3)).json).toEqual({ ...taken, party_size: 3 })
    expect(await available()).toMatchObject({ free_places: 1 })
    expect((await change(code, phone, 1)).json).toEqual({ ...taken, party_size: 1 })
    expect(await available()).toMatchObject({ free_places: 3 })
    expect(await cancel(code, phone)).toMatchObject({ status: 200, json: { ...taken, party_size: 1, state: 'cancelled' } })
    expect(await available()).toMatchObject({ free_places: 4 })
    expect(await lookUp(code, phone)).toEqual({ ...taken, party_size: 1, state: 'cancelled' })
  })

  test('with a code read out in small letters and a number typed with spaces', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    const typed = ` ${code.slice(0, 3).toLowerCase()}-${code.slice(3).toLowerCase()} `
    expect(await lookUp(typed, '+86 199-0000-0001')).toMatchObject({ state: 'confirmed', code })
  })

  test.each([1, 2, 3, 4])('for %d', async (size) => {
    expect(await signUp(site, cast.li, size)).toMatchObject({ state: 'confirmed', party_size: size })
  })

  test('cancelling twice is cancelling, changing to the same is changing', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    expect(await change(code, cast.wang.phone, 2)).toMatchObject({ status: 200, json: { party_size: 2 } })
    await cancel(code, cast.wang.phone)
    expect(await cancel(code, cast.wang.phone)).toMatchObject({ status: 200, json: { state: 'cancelled' } })
    expect(await rowsOf(site, 'SELECT kind FROM signup_events ORDER BY number')).toEqual([{ kind: 'confirmed' }, { kind: 'cancelled' }])
  })

  test('again after cancelling, at the end of the queue', async () => {
    const first = await signUp(site, cast.wang, 2)
    await cancel(first.code, cast.wang.phone)
    const second = await signUp(site, cast.wang, 1)
    expect(second.code).not.toBe(first.code)
    expect(await lookUp(first.code, cast.wang.phone)).toMatchObject({ state: 'cancelled' })
  })

  test('at two occurrences with one phone number', async () => {
    await signUp(site, cast.wang, 2)
    expect(await signUp(site, cast.wang, 2, { occurrence: '2026-12-05' })).toMatchObject({ state: 'confirmed', occurrence: '2026-12-05' })
  })

  test('and keeps which notice was agreed to, by whom, and when the details go', async () => {
    await signUp(site, cast.wang, 2)
    expect(await rowsOf(site, 'SELECT notice_version, acted_by, channel, created_at, purge_after FROM signups')).toEqual([
      {
        notice_version: '2026-11',
        acted_by: 'self',
        channel: 'online',
        created_at: site.state.now,
        purge_after: at('2026-12-28T15:30:00'),
      },
    ])
  })

  test('and nothing of who they are can be read in the database', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    const all = JSON.stringify(await everyRow(site))
    for (const secret of [cast.wang.name, cast.wang.phone, code]) expect(all).not.toContain(secret)
  })
})

describe('the waiting list', () => {
  test('says how many parties are ahead, and moves up when places come free', async () => {
    const wang = await signUp(site, cast.wang, 4)
    const li = await signUp(site, cast.li, 3)
    const zhang = await signUp(site, cast.zhang, 2)
    const chen = await signUp(site, cast.chen, 1)
    expect([li, zhang, chen].map(({ state, parties_ahead }) => [state, parties_ahead])).toEqual([
      ['waiting', 0],
      ['waiting', 1],
      ['waiting', 2],
    ])
    await change(wang.code, cast.wang.phone, 2)
    expect(await lookUp(li.code, cast.li.phone)).toMatchObject({ state: 'waiting', parties_ahead: 0 })
    expect(await lookUp(zhang.code, cast.zhang.phone)).toMatchObject({ state: 'confirmed', parties_ahead: null })
    expect(await lookUp(chen.code, cast.chen.phone)).toMatchObject({ state: 'waiting', parties_ahead: 1 })
  })

  test('gives a freed place to a party that makes itself small enough', async () => {
    await signUp(site, cast.wang, 3)
    const li = await signUp(site, cast.li, 3)
    expect((await change(li.code, cast.li.phone, 1)).json).toMatchObject({ state: 'confirmed', party_size: 1 })
  })

  test('a party that waits may leave', async () => {
    await signUp(site, cast.wang, 4)
    const li = await signUp(site, cast.li, 3)
    expect((await cancel(li.code, cast.li.phone)).json).toMatchObject({ state: 'cancelled', parties_ahead: null })
    expect(await available()).toMatchObject({ waiting_places_left: 8 })
  })

  test('gets the kept places when they are released, before whoever is in may grow', async () => {
    const wang = await signUp(site, cast.wang, 4)
    const li = await signUp(site, cast.li, 2)
    site.state.now = released
    const grown = await change(wang.code, cast.wang.phone, 5)
    expect(grown).toMatchObject({ status: 409, json: { code: 'change_does_not_fit' } })
    expect(await lookUp(li.code, cast.li.phone)).toMatchObject({ state: 'confirmed' })
  })

  test('lets a party grow into what a released place has emptied', async () => {
    site.state.catalogue.activities['tea'] = sampleActivity({ capacity_places: 6, desk_places: 2, waiting_places: 6 })
    await signUp(site, cast.wang, 4)
    await signUp(site, cast.li, 2)
    const zhang = await signUp(site, cast.zhang, 4)
    site.state.now = released
    expect((await change(zhang.code, cast.zhang.phone, 5)).json).toMatchObject({ state: 'waiting', party_size: 5, parties_ahead: 0 })
  })
})

describe('what is left is told', () => {
  const told = async () => {
    const { state, free_places, waiting_places_left, sentence } = await available()
    return [state, free_places, waiting_places_left, sentence]
  }

  test('before anybody came, in between, when one can only wait, and when it is full', async () => {
    expect(await told()).toEqual(['open', 4, 8, '还有 4 个名额。'])
    await signUp(site, cast.wang, 3)
    expect(await told()).toEqual(['open', 1, 8, '还有 1 个名额。'])
    await signUp(site, cast.li, 1)
    expect(await told()).toEqual(['waiting', 0, 8, '名额满了，可以排候补（还能排 8 人）。有人退出，按先后顺序自动补上。'])
    await signUp(site, cast.zhang, 5)
    await signUp(site, cast.chen, 3)
    expect(await told()).toEqual(['full', 0, 0, '名额和候补都满了。可以换一场，或打电话 0400-5550100 问问窗口保留的名额。'])
  })

  test('with the kept places once they are released', async () => {
    await signUp(site, cast.wang, 4)
    site.state.now = released - 1
    expect((await told())[1]).toBe(0)
    site.state.now = released
    expect((await told())[1]).toBe(2)
  })

  test('when it is not the time', async () => {
    site.state.now = at('2026-11-28T12:00:00')
    expect(await told()).toEqual(['closed', 4 + 2, 8, '报名在 2026年11月28日（周六）12:00 截止了。还想来，请打电话 0400-5550100 问问。'])
  })
})
