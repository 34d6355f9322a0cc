import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../../functions/jobs/index.ts'
import { cast, person } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue, sampleOccurrence } from '../../../tests/support/catalogue.ts'
import { rowsOf, signUp, signupBody, takePath, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import type { CatalogueActivity } from '../activities/schema.ts'
import type { SignupView } from './views.ts'

const hour = 3_600_000
const at = (text: string) => Date.parse(`${text}+08:00`)

let site: TestSite

const open = async (activity: CatalogueActivity) => {
  site = await openSite(sampleCatalogue([activity]))
}
beforeEach(() => open(sampleActivity({ capacity_places: 6, waiting_places: 20 })))
afterEach(() => site.close())

/** An editor's change goes live: the catalogue is another, and the jobs run as they do when the site starts. */
const publish = async (activity: CatalogueActivity) => {
  site.state.catalogue.activities[activity.slug] = activity
  await runJobs(site.host, site.state.catalogue)
}
const act = async (path: string, body: object) => told(site.post(path, body))
const keyOf = ({ code }: SignupView, phone: string) => ({ code, phone })
const stateOf = async (signup: SignupView, phone: string) => (await act('/api/signup-lookups', keyOf(signup, phone))).json['state']
const confirmed = async () => (await rowsOf(site, 'SELECT confirmed_places FROM signup_pools'))[0]?.['confirmed_places']

describe('an editor who lowers the capacity', () => {
  const lower = () => publish(sampleActivity({ capacity_places: 3, waiting_places: 20 }))

  test('puts nobody out', async () => {
    const [wang, li] = [await signUp(site, cast.wang, 4), await signUp(site, cast.li, 2)]
    await lower()
    expect([await stateOf(wang, cast.wang.phone), await stateOf(li, cast.li.phone)]).toEqual(['confirmed', 'confirmed'])
    expect((await signUp(site, cast.zhang, 1)).state).toBe('waiting')
  })

  test('takes back what is given back, before the waiting list gets it', async () => {
    const [wang, li] = [await signUp(site, cast.wang, 4), await signUp(site, cast.li, 2)]
    const zhang = await signUp(site, cast.zhang, 2)
    await lower()
    await act('/api/signup-changes', { ...keyOf(wang, cast.wang.phone), party_size: 2 })
    expect([await stateOf(zhang, cast.zhang.phone), await confirmed()]).toEqual(['waiting', 4])
    await act('/api/signup-cancellations', keyOf(li, cast.li.phone))
    expect([await stateOf(zhang, cast.zhang.phone), await confirmed()]).toEqual(['waiting', 2])
    await act('/api/signup-changes', { ...keyOf(wang, cast.wang.phone), party_size: 1 })
    expect([await stateOf(zhang, cast.zhang.phone), await confirmed()]).toEqual(['confirmed', 3])
  })

  test('says none are left, and not less than none', async () => {
    await signUp(site, cast.wang, 5)
    await lower()
    const { json } = await told(site.request('/api/activities/tea/occurrences/2026-11-28/availability'))
    expect(json).toMatchObject({ state: 'waiting', free_places: 0 })
  })
})

describe('an editor who raises the capacity', () => {
  const raise = sampleActivity({ capacity_places: 8, waiting_places: 20 })

  test('serves the waiting list when it goes live', async () => {
    await signUp(site, cast.wang, 5)
    const [li, zhang] = [await signUp(site, cast.li, 4), await signUp(site, cast.zhang, 3)]
    await publish(raise)
    expect([await stateOf(li, cast.li.phone), await stateOf(zhang, cast.zhang.phone)]).toEqual(['waiting', 'confirmed'])
    expect(await rowsOf(site, "SELECT job, rows FROM job_runs WHERE job = 'waitingList'")).toEqual([{ job: 'waitingList', rows: 1 }])
  })

  test('serves the waiting list before whoever comes next, even before any job ran', async () => {
    await signUp(site, cast.wang, 5)
    const li = await signUp(site, cast.li, 3)
    site.state.catalogue.activities['tea'] = raise
    expect((await signUp(site, cast.zhang, 1)).state).toBe('waiting')
    expect(await stateOf(li, cast.li.phone)).toBe('confirmed')
  })

  test('lets those who are in grow, also where nobody waits', async () => {
    const wang = await signUp(site, cast.wang, 5)
    await signUp(site, cast.li, 1)
    await publish(raise)
    const { json } = await act('/api/signup-changes', { ...keyOf(wang, cast.wang.phone), party_size: 4 })
    expect(json).toMatchObject({ state: 'confirmed', party_size: 4 })
    expect((await act('/api/signup-changes', { ...keyOf(wang, cast.wang.phone), party_size: 5 })).json).toMatchObject({ party_size: 5 })
  })
})

describe('an occurrence that is moved', () => {
  const moved = (starts_at: number) =>
    sampleActivity(
      { capacity_places: 6 },
      {
        occurrences: [
          sampleOccurrence('2026-11-28', {
            status: 'moved',
            starts_at,
            ends_at: starts_at + hour,
            moved_from: at('2026-11-28T14:00:00'),
            reason: '下雨',
          }),
        ],
      },
    )

  test('keeps its signups, which are told the new time', async () => {
    const wang = await signUp(site, cast.wang, 2)
    await publish(moved(at('2026-12-02T10:00:00')))
    expect((await act('/api/signup-lookups', keyOf(wang, cast.wang.phone))).json).toMatchObject({
      occurrence: '2026-11-28',
      state: 'confirmed',
      starts_at: '2026-12-02T02:00:00.000Z',
      ends_at: '2026-12-02T03:00:00.000Z',
    })
    expect((await signUp(site, cast.li, 1)).starts_at).toBe('2026-12-02T02:00:00.000Z')
  })

  test('to later can be changed and cancelled until the new time', async () => {
    const [wang, li] = [await signUp(site, cast.wang, 2), await signUp(site, cast.li, 2)]
    await publish(moved(at('2026-12-02T10:00:00')))
    site.state.now = at('2026-12-02T09:59:59')
    expect((await act('/api/signup-changes', { ...keyOf(li, cast.li.phone), party_size: 1 })).json).toMatchObject({ party_size: 1 })
    expect((await act('/api/signup-cancellations', keyOf(wang, cast.wang.phone))).json).toMatchObject({ state: 'cancelled' })
    site.state.now = at('2026-12-02T10:00:00')
    expect((await act('/api/signup-cancellations', keyOf(li, cast.li.phone))).json).toMatchObject({ code: 'occurrence_started' })
  })

  test('after its old time has come can still be cancelled', async () => {
    const wang = await signUp(site, cast.wang, 2)
    site.state.now = at('2026-11-28T15:00:00')
    await publish(moved(at('2026-12-02T10:00:00')))
    expect((await act('/api/signup-cancellations', keyOf(wang, cast.wang.phone))).json).toMatchObject({ state: 'cancelled' })
  })

  test('to earlier can no longer be cancelled once it began', async () => {
    const wang = await signUp(site, cast.wang, 2)
    await publish(moved(at('2026-11-27T10:00:00')))
    site.state.now = at('2026-11-27T10:00:00')
    expect((await act('/api/signup-cancellations', keyOf(wang, cast.wang.phone))).json).toMatchObject({ code: 'occurrence_started' })
  })

  test('keeps contact details as many days after its new time as were promised', async () => {
    const wang = await signUp(site, cast.wang, 2)
    await publish(moved(at('2027-01-15T10:00:00')))
    site.state.now = at('2027-02-14T10:59:59')
    await runJobs(site.host, site.state.catalogue)
    expect(await stateOf(wang, cast.wang.phone)).toBe('confirmed')
    site.state.now = at('2027-02-14T11:00:00')
    await runJobs(site.host, site.state.catalogue)
    expect((await act('/api/signup-lookups', keyOf(wang, cast.wang.phone))).json).toMatchObject({ code: 'signup_not_found' })
  })
})

describe('an occurrence that is cancelled', () => {
  const cancelled = sampleActivity(
    { capacity_places: 6 },
    { occurrences: [sampleOccurrence('2026-11-28', { status: 'cancelled', reason: '停电' })] },
  )

  test('takes no more signups, and those it has are still found and can be cancelled', async () => {
    const wang = await signUp(site, cast.wang, 2)
    await publish(cancelled)
    const refused = await act(takePath, signupBody({ ...person(1) }))
    expect(refused).toMatchObject({
      status: 409,
      json: { code: 'occurrence_cancelled', title: '这一场停办（停电）。可以换一场，或打电话 0400-5550100。' },
    })
    expect(await stateOf(wang, cast.wang.phone)).toBe('confirmed')
    expect((await act('/api/signup-cancellations', keyOf(wang, cast.wang.phone))).json).toMatchObject({ state: 'cancelled' })
  })

  test('gives nobody a place from the waiting list', async () => {
    await signUp(site, cast.wang, 5)
    const li = await signUp(site, cast.li, 4)
    await publish({ ...cancelled, signup: { ...sampleActivity().signup, capacity_places: 20 } as CatalogueActivity['signup'] })
    expect(await stateOf(li, cast.li.phone)).toBe('waiting')
  })
})

test('an activity that left the site still shows its signups', async () => {
  const wang = await signUp(site, cast.wang, 2)
  delete site.state.catalogue.activities['tea']
  await runJobs(site.host, site.state.catalogue)
  expect((await act('/api/signup-lookups', keyOf(wang, cast.wang.phone))).json).toMatchObject({
    activity: 'tea',
    state: 'confirmed',
    starts_at: '2026-11-28T06:00:00.000Z',
  })
})
