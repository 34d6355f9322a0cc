import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asResident, asStaff, resident } from '../../tests/support/people.ts'
import { openSite, type TestSite } from '../../tests/support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

/** What a browser or a program is told at an address of the desk. */
const answer = async (method: 'GET' | 'POST', path: string, headers: Record<string, string> = {}) => {
  const one = method === 'GET' ? await site.request(path, { headers }) : await site.postForm(path, {}, headers)
  if (one.status === 303) return `303 ${one.headers.get('location')}`
  const { outage } = (await one.json()) as { outage?: { code: string; sentence: string; next?: { href: string; word: string } } }
  return [one.status, outage?.code, outage?.sentence, outage?.next?.word, outage?.next?.href].filter(Boolean).join(' ')
}

const signinNeeded = '401 signin_needed 要先登录才能办这件事。请登录后再试，或打电话 0400-5550100，工作人员帮您办。 去登录 /signin/'
const factorNeeded = '401 second_factor_needed 离开得太久了，请再验证一次，然后回到刚才的页面重新提交。 去验证 /staff/verify/'
const wrongRole = '403 role_insufficient 您的岗位不能办这件事。需要的话，请找管理员，或打电话 0400-5550100。 回工作台 /desk/'

describe('at the desk', () => {
  test('somebody who is not signed in is led to the sign-in page; what they sent gets a sentence', async () => {
    expect(await answer('GET', '/desk/staff/')).toBe('303 /signin/')
    expect(await answer('POST', '/desk/staff/')).toBe(signinNeeded)
  })

  test('a resident is nobody', async () => {
    const headers = await asResident(site, (await resident(site, { name: '王秀英' })).id)
    expect(await answer('GET', '/desk/', headers)).toBe('303 /signin/')
    expect(await answer('POST', '/desk/staff/', headers)).toBe(signinNeeded)
  })

  test('staff without a second factor are led to give it', async () => {
    const { headers } = await asStaff(site, { role: 'steward', verified: false })
    expect(await answer('GET', '/desk/staff/', headers)).toBe('303 /staff/verify/')
    expect(await answer('POST', '/desk/staff/', headers)).toBe(factorNeeded)
  })

  test('after twelve hours the second factor is asked for again', async () => {
    const { headers } = await asStaff(site, { role: 'steward' })
    site.state.now += 12 * 3_600_000
    expect(await answer('GET', '/desk/staff/', headers)).toBe('303 /staff/verify/')
    site.state.now -= 12 * 3_600_000
  })

  test('another role is told so, and where to go', async () => {
    const { headers } = await asStaff(site, { role: 'desk' })
    expect(await answer('GET', '/desk/staff/', headers)).toBe(wrongRole)
    expect(await answer('POST', '/desk/staff/', headers)).toBe(wrongRole)
  })

  test('a cookie of a session that is over opens nothing, although the browser cannot know', async () => {
    const { id, headers } = await asStaff(site, { role: 'steward' })
    await site.client.execute({ sql: 'UPDATE sessions SET ended_at = 1 WHERE subject = ?', args: [id] })
    expect(await answer('GET', '/desk/staff/', headers)).toBe('303 /staff/verify/')
    expect(await answer('POST', '/desk/staff/', headers)).toBe(factorNeeded)
  })

  test('a proof that was altered, or of another browser, is none', async () => {
    const { headers } = await asStaff(site, { role: 'steward' })
    const other = await asStaff(site, { role: 'steward' })
    const [token = ''] = headers.cookie.split('; ')
    const altered = headers.cookie.replace(/.(?=.{30}$)/, (sign) => (sign === 'A' ? 'B' : 'A'))
    const [, foreignProof = ''] = other.headers.cookie.split('; ')
    expect(await answer('GET', '/desk/staff/', { cookie: `${token}; ${foreignProof}` })).toBe('303 /signin/')
    expect(await answer('GET', '/desk/staff/', { cookie: altered })).toBe('303 /signin/')
    expect(await answer('GET', '/desk/staff/', { cookie: token })).toBe('303 /signin/')
  })
})
