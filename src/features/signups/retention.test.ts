import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { jobsEveryMinutes, runJobs } from '../../../functions/jobs/index.ts'
import { cast } from '../../../tests/support/cast.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { deadDatabase, formPath, freshKey, problem, rowsOf, signUp, signupBody, takePath, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

/** The tea of 28 November ends at 15:30; contact details are kept for 30 days. */
const lastDay = Date.parse('2026-12-28T15:30:00+08:00')

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const runAt = async (now: number) => {
  site.state.now = now
  await runJobs(site.host, site.state.catalogue)
}
const contacts = () =>
  rowsOf(site, 'SELECT contact, code_fingerprint, phone_fingerprint, request_key, request_digest, purged_at FROM signups')
const empty = {
  contact: null,
  code_fingerprint: null,
  phone_fingerprint: null,
  request_key: null,
  request_digest: null,
  purged_at: lastDay,
}

describe('contact details', () => {
  test('are kept to the last millisecond promised, and emptied then, of cancelled signups too', async () => {
    const wang = await signUp(site, cast.wang, 2)
    await signUp(site, cast.li, 3)
    await site.post('/api/signup-cancellations', { code: wang.code, phone: cast.wang.phone })
    await runAt(lastDay - 1)
    expect((await contacts()).every(({ contact, purged_at }) => contact !== null && purged_at === null)).toBe(true)
    await runAt(lastDay)
    expect(await contacts()).toEqual([empty, empty])
  })

  test('once emptied are found by nobody', async () => {
    const { code } = await signUp(site, cast.wang, 2)
    await runAt(lastDay)
    for (const path of ['/api/signup-lookups', '/api/signup-cancellations']) {
      const { status, json } = await told(site.post(path, { code, phone: cast.wang.phone }))
      expect({ status, json }).toEqual({
        status: 404,
        json: problem(404, 'signup_not_found', '没有找到这个报名。请核对报名码和电话；还是不行，请打电话 0400-5550100。'),
      })
    }
  })

  test('leave behind how many came, and what happened', async () => {
    await signUp(site, cast.wang, 2)
    await signUp(site, cast.li, 3)
    const counts = 'SELECT confirmed_places, confirmed_desk_places, waiting_places FROM signup_pools'
    const before = await rowsOf(site, counts)
    await runAt(lastDay)
    expect(await rowsOf(site, counts)).toEqual(before)
    expect(await rowsOf(site, 'SELECT party_size, occurrence FROM signups')).toEqual([
      { party_size: 2, occurrence: '2026-11-28' },
      { party_size: 3, occurrence: '2026-11-28' },
    ])
    expect(await rowsOf(site, 'SELECT kind, party_size, at, actor FROM signup_events ORDER BY number')).toEqual([
      { kind: 'confirmed', party_size: 2, at: expect.any(Number), actor: 'self' },
      { kind: 'confirmed', party_size: 3, at: expect.any(Number), actor: 'self' },
      { kind: 'purged', party_size: 2, at: lastDay, actor: 'retention' },
      { kind: 'purged', party_size: 3, at: lastDay, actor: 'retention' },
    ])
  })

  test('of later occurrences stay', async () => {
    await signUp(site, cast.wang, 2)
    const later = await signUp(site, cast.wang, 2, { occurrence: '2026-12-05' })
    await runAt(lastDay)
    expect(await told(site.post('/api/signup-lookups', { code: later.code, phone: cast.wang.phone }))).toMatchObject({ status: 200 })
  })

  test('a request repeated after they went takes no places', async () => {
    const body = signupBody()
    await site.post(takePath, body)
    await runAt(lastDay)
    expect(await told(site.post(takePath, body))).toMatchObject({ status: 409, json: { code: 'occurrence_started' } })
    expect(await contacts()).toEqual([empty])
  })
})

describe('the jobs', () => {
  test('say what they did in counts, once', async () => {
    await signUp(site, cast.wang, 2)
    await signUp(site, cast.li, 2)
    site.log.length = 0
    await runAt(lastDay)
    await runAt(lastDay + jobsEveryMinutes * 60_000)
    expect(await rowsOf(site, 'SELECT job, at, rows FROM job_runs')).toEqual([
      { job: 'retention', at: lastDay, rows: 2 },
      { job: 'oldAttempts', at: lastDay, rows: 2 },
    ])
    expect(site.log.map((line) => JSON.parse(line))).toEqual([
      { event: 'job', job: 'retention', rows: 2 },
      { event: 'job', job: 'oldAttempts', rows: 2 },
    ])
  })

  test('write nothing when there is nothing to do', async () => {
    await runJobs(site.host, site.state.catalogue)
    expect(await rowsOf(site, 'SELECT * FROM job_runs')).toEqual([])
    expect(site.log).toEqual([])
  })

  test('do not stop the site when the database is away, and each is tried', async () => {
    site.host.database = deadDatabase
    await runJobs(site.host, site.state.catalogue)
    const failed = site.log.map((line) => JSON.parse(line) as { event: string; job: string; error: string })
    expect(failed.map(({ job }) => job)).toEqual(expect.arrayContaining(['waitingList', 'retention', 'oldAttempts']))
    for (const line of failed) expect(line).toMatchObject({ event: 'job_failed', error: 'DatabaseUnavailable' })
  })

  test('give released places to those who wait, without anybody asking', async () => {
    const rules = site.state.catalogue.activities['tea']?.signup
    if (rules) Object.assign(rules, { capacity_places: 5, desk_places: 2 })
    await signUp(site, cast.wang, 3)
    const li = await signUp(site, cast.li, 2)
    expect(li.state).toBe('waiting')
    await runAt(Date.parse('2026-11-26T14:00:00+08:00'))
    const { json } = await told(site.post('/api/signup-lookups', { code: li.code, phone: cast.li.phone }))
    expect(json).toMatchObject({ state: 'confirmed' })
    expect(await rowsOf(site, "SELECT kind, actor FROM signup_events WHERE kind = 'promoted'")).toEqual([
      { kind: 'promoted', actor: 'waiting list' },
    ])
  })
})

describe('what a registered resident signed up for', () => {
  const historyEnds = Date.parse('2027-11-28T15:30:00+08:00')
  const links = () => rowsOf(site, 'SELECT resident, household, representative FROM signups')

  test('stays in the own history for a year after its end, to the last millisecond, and is nobody’s then', async () => {
    const li = await resident(site, { name: cast.li.name, phone: cast.li.phone })
    const { cookie } = await asResident(site, li.id)
    const fields = { for: li.id, party_size: '2', notice_version: '2026-11', request_key: freshKey() }
    expect((await site.postForm(formPath, fields, { cookie: `cookies=kept; ${cookie}` })).status).toBe(303)
    await runAt(historyEnds - 1)
    expect(await links()).toEqual([{ resident: li.id, household: li.household, representative: null }])
    await runAt(historyEnds)
    expect(await links()).toEqual([{ resident: null, household: null, representative: null }])
    expect(await rowsOf(site, 'SELECT confirmed_places FROM signup_pools')).toEqual([{ confirmed_places: 2 }])
  })
})
