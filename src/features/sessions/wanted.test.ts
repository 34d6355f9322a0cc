import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { asResident, resident, staffMember } from '../../../tests/support/people.ts'
import { appCode, browserAt, drawn, postSlip, slipFor } from '../../../tests/support/signin.ts'
import { cookiesOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const minute = 60_000

let site: TestSite
let wang: { id: string }
beforeAll(async () => {
  site = await openSite(sampleCatalogue([sampleActivity({ open_to: '登记居民' }, { slug: 'choir' })]))
  wang = await resident(site, cast.wang)
  await staffMember(site, { id: 'staff-1', role: 'steward' })
})
afterAll(() => site.close())

/** Opens a page as a guest: where it leads, and what the browser holds from then on. */
const open = async (path: string, cookie = 'cookies=kept') => {
  const answer = await site.request(path, { headers: { cookie } })
  return { location: answer.headers.get('location'), held: answer.headers.getSetCookie(), cookie: `${cookie}; ${cookiesOf(answer)}` }
}
/** What a browser keeps of these answers' cookies. */
const keptOf = (...answers: Response[]) => {
  const kept = new Map(answers.flatMap((one) => cookiesOf(one).split('; ')).map((one) => [one.split('=')[0], one]))
  return [...kept.values()].filter((one) => !one.endsWith('=')).join('; ')
}
const slip = async (kind: 'resident' | 'staff') => {
  site.state.now += 1
  return slipFor(site, { kind, id: kind === 'staff' ? 'staff-1' : wang.id })
}
const signIn = async (cookie: string) => drawn(postSlip(site, await slip('resident'), browserAt('home', cookie)))

const redeem = '/rewards/detergent/redeem/'
const choir = '/activities/choir/2026-11-28/signup/'

describe('a resident who signs in', () => {
  test.each([redeem, '/me/points/', choir])('comes back to %s, once', async (path) => {
    const { cookie } = await open(path)
    const answer = await signIn(cookie)
    expect([answer.status, answer.location]).toEqual([303, path])
    expect(answer.cookies).toContainEqual(expect.stringMatching(/^wanted_page=; Max-Age=0; Path=\//))
  })

  test('is led from a page that is theirs alone, with a mark that says nothing and that no script reads', async () => {
    const { location, held } = await open(redeem)
    expect(location).toBe('/signin/')
    expect(held).toEqual([expect.stringMatching(/^wanted_page=[^;]+; Max-Age=600; Path=\/; HttpOnly; SameSite=Lax$/)])
    expect(decodeURIComponent(String(held))).not.toContain('detergent')
  })

  test.each(['/me/data/', '/me/points/', '/me/rewards/'])(
    'comes back to %s when the session was ended elsewhere meanwhile',
    async (path) => {
      const { cookie } = await asResident(site, wang.id)
      await site.client.execute("UPDATE sessions SET ended_at = 1 WHERE subject_kind = 'resident'")
      const asked = await open(path, `cookies=kept; ${cookie}`)
      expect(asked.location).toBe('/signin/')
      expect((await signIn(asked.cookie)).location).toBe(path)
    },
  )

  test('goes to what is theirs when ten minutes have passed, or when a page of staff was wanted', async () => {
    const { cookie } = await open(redeem)
    site.state.now += 10 * minute
    expect((await signIn(cookie)).location).toBe('/me/')
    expect((await signIn((await open('/desk/stock/')).cookie)).location).toBe('/me/')
  })

  test.each(['https://elsewhere.example/', '//elsewhere.example/', '/\\elsewhere.example', '/me/points/'])(
    'is not led to %s by a mark made elsewhere',
    async (path) => {
      expect((await signIn(`cookies=kept; wanted_page=${encodeURIComponent(path)}`)).location).toBe('/me/')
      const vault = await site.host.vault()
      const moved = await vault.seal(JSON.stringify({ path, until: site.state.now + minute }), 'signin phone')
      expect((await signIn(`cookies=kept; wanted_page=${moved}`)).location).toBe('/me/')
    },
  )

  test.each([
    '//elsewhere.example/',
    '/rewards/%0Aevil/redeem/',
    '/rewards/https:%2F%2Felsewhere.example/redeem/',
    '/me/data.json',
    '/nowhere/',
  ])('no mark is made of %s', async (path) => {
    expect((await open(path)).held).toEqual([])
  })
})

describe('a member of staff who signs in', () => {
  test('comes to the page of the desk that was wanted when the second factor is given, now and later', async () => {
    const asked = await open('/desk/stock/')
    expect(asked.location).toBe('/signin/')
    const signed = await postSlip(site, await slip('staff'), browserAt('office', asked.cookie))
    expect(signed.headers.get('location')).toBe('/staff/verify/')
    const cookie = `${asked.cookie}; ${cookiesOf(signed)}`
    const offer = (await drawn(site.request('/staff/second-factor/', { headers: { cookie } }))).page?.['app'] as Record<string, string>
    const { sealed = '', secret = '' } = offer
    const given = await site.postForm('/staff/second-factor/', { sealed, totp: appCode(secret, site.state.now) }, { cookie })
    expect([given.status, given.headers.get('location')]).toEqual([303, '/desk/stock/'])

    site.state.now += 12 * 60 * minute
    const later = await open('/desk/audit/?actor=staff-1', keptOf(signed, given))
    expect(later.location).toBe('/staff/verify/')
    const again = await site.postForm('/staff/verify/', { totp: appCode(secret, site.state.now) }, { cookie: later.cookie })
    expect([again.status, again.headers.get('location')]).toEqual([303, '/desk/audit/'])
  })
})
