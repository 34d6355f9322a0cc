import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { resident } from '../../../tests/support/people.ts'
import { browserAt, drawn, postSlip, signInBySlip, slipFor } from '../../../tests/support/signin.ts'
import { cookiesOf, rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const https = { 'x-forwarded-proto': 'https' }

let site: TestSite
let wang: { id: string }
let li: { id: string }
beforeEach(async () => {
  site = await openSite()
  wang = await resident(site, cast.wang)
  li = await resident(site, { ...cast.li, door: ['4', '1', '101'] })
})
afterEach(() => site.close())

const slip = ({ id }: { id: string }) => slipFor(site, { kind: 'resident', id })
const signedIn = (cookie: string) =>
  drawn(site.request('/signin/', { headers: { ...https, cookie } })).then(({ page }) => page?.['signed_in'])
const namesOf = (answer: Response) =>
  cookiesOf(answer)
    .split('; ')
    .map((one) => one.split('=')[0])

describe('over https', () => {
  test('a session that stands under the plain names of before is known, and becomes one of the new names', async () => {
    const { cookie } = await signInBySlip(site, await slip(wang))
    expect(await signedIn(cookie)).toBe(true)
    site.state.now += 600_000
    const answer = await site.request('/signin/', { headers: { ...https, cookie } })
    expect(namesOf(answer)).toEqual(expect.arrayContaining(['__Host-session', '__Host-session_proof', 'session', 'session_proof']))
  })

  test('what was planted under the plain names counts for nothing beside the others, and leaving takes back both', async () => {
    const planted = await signInBySlip(site, await slip(wang))
    const answer = await postSlip(site, await slip(li), { ...browserAt('home'), ...https })
    const left = await site.postForm('/signin/leave/', {}, { ...https, cookie: `${planted.cookie}; ${cookiesOf(answer)}` })
    const names = ['session', 'session_proof', '__Host-session', '__Host-session_proof', '__Secure-signup_pass', 'signup_pass']
    expect(namesOf(left)).toEqual(expect.arrayContaining(names))
    expect(await rowsOf(site, 'SELECT subject FROM sessions WHERE ended_at IS NOT NULL')).toEqual([{ subject: li.id }])
  })
})
