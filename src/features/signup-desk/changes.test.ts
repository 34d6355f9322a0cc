import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runJobs } from '../../../functions/jobs/index.ts'
import { cast } from '../../../tests/support/cast.ts'
import { sampleActivity, sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { deskPath, drawn, goesTo } from '../../../tests/support/desk.ts'
import { asStaff } from '../../../tests/support/people.ts'
import { freshKey, problem, rowsOf, signUp, signupBody, takePath, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const at = (text: string) => Date.parse(`${text}+08:00`)
const path = `${deskPath}change/`

let site: TestSite
let desk: Awaited<ReturnType<typeof asStaff>>
beforeEach(async () => {
  site = await openSite(sampleCatalogue([sampleActivity()]))
  desk = await asStaff(site, { role: 'desk' })
})
afterEach(() => site.close())

const change = (fields: Record<string, string>) =>
  site.postForm(path, { reason: '下雨', request_key: freshKey(), day: '', time: '', ...fields }, desk.headers)
const cancel = () => change({ kind: 'cancelled' })
const move = (day = '2026-11-29', time = '15:00') => change({ kind: 'moved', day, time })
const show = () => drawn(site.request(path, { headers: desk.headers }))
const take = () => told(site.post(takePath, signupBody()))
const availability = () => told(site.request('/api/activities/tea/occurrences/2026-11-28/availability'))
const changes = () => rowsOf(site, 'SELECT kind, reason, actor FROM occurrence_changes ORDER BY number')

/** As another process would: it has not heard of the change. */
const elsewhere = (kind: string, starts: number | null = null) =>
  site.client.execute({
    sql: `INSERT INTO occurrence_changes (request_key, activity, occurrence, kind, starts_at, ends_at, reason, at, actor)
      VALUES (?, 'tea', '2026-11-28', ?, ?, ?, '停电', ?, 'staff:other')`,
    args: [freshKey(), kind, starts, starts, site.state.now],
  })

describe('an occurrence that the desk cancels', () => {
  test('takes nobody any more, online or at the desk, and says why', async () => {
    await signUp(site, cast.li, 2)
    expect(goesTo(await cancel())).toEqual([303, path])
    const sentence = '这一场停办（下雨）。可以换一场，或打电话 0400-5550100。'
    expect(await take()).toMatchObject({ status: 409, json: problem(409, 'occurrence_cancelled', sentence) })
    expect(await availability()).toMatchObject({ status: 409, json: { code: 'occurrence_cancelled' } })
    expect(await changes()).toEqual([{ kind: 'cancelled', reason: '下雨', actor: `staff:${desk.id}` }])
  })

  test('has a list of whom to call, a text for the group, and lines for the editor', async () => {
    await signUp(site, cast.li, 2)
    expect((await show()).page).toMatchObject({ after: null })
    await cancel()
    expect((await show()).page['after']).toMatchObject({
      lines: [{ name: cast.li.name, phone: cast.li.phone, party_size: 2 }],
      group_text: '【停办】周末茶话会\n11月28日（周六）14:00这一场不办了，已经报名的不用来。\n原因：下雨\n有事请打电话 0400-5550100',
      yaml: '  cancelled:\n    - on: 2026-11-28\n      reason: "下雨"',
    })
    expect(await rowsOf(site, "SELECT detail FROM audit_log WHERE act = 'roster.read'")).toEqual([{ detail: 'call list' }])
  })

  test('is restored', async () => {
    await cancel()
    await change({ kind: 'restored', reason: '天晴了' })
    expect((await take()).status).toBe(201)
    expect((await show()).page).toMatchObject({ after: { yaml: '', group_text: expect.stringMatching(/^【照常】周末茶话会\n/) } })
  })
})

describe('an occurrence that the desk moves', () => {
  test('keeps its signups and its length, and everything that counts from its beginning moves along', async () => {
    const { code } = await signUp(site, cast.li, 2)
    await move()
    expect(await told(site.post('/api/signup-lookups', { code, phone: cast.li.phone }))).toMatchObject({
      json: { starts_at: '2026-11-29T07:00:00.000Z', ends_at: '2026-11-29T08:30:00.000Z', occurrence: '2026-11-28' },
    })
    expect(await rowsOf(site, 'SELECT starts_at FROM signup_pools')).toEqual([{ starts_at: at('2026-11-29T15:00:00') }])
    expect(await rowsOf(site, 'SELECT purge_after FROM signups')).toEqual([{ purge_after: at('2026-12-29T16:30:00') }])
    expect((await show()).page['after']).toMatchObject({
      group_text:
        '【改期】周末茶话会\n原定11月28日（周六）14:00\n改到11月29日（周日）15:00\n地点：活动室\n原因：下雨\n已经报名的不用重报；来不了请取消，把名额让给候补的人。\n有事请打电话 0400-5550100',
      yaml: '  moved:\n    - on: 2026-11-28\n      to: 2026-11-29 15:00\n      reason: "下雨"',
    })
  })

  test('can be signed up for and cancelled until its new beginning', async () => {
    await move()
    site.state.now = at('2026-11-29T12:00:00')
    const { code } = await signUp(site, cast.li, 2)
    expect((await site.post('/api/signup-cancellations', { code, phone: cast.li.phone })).status).toBe(200)
  })

  test('goes back when it is restored', async () => {
    await signUp(site, cast.li, 2)
    await move()
    await change({ kind: 'restored' })
    expect(await rowsOf(site, 'SELECT starts_at FROM signup_pools')).toEqual([{ starts_at: at('2026-11-28T14:00:00') }])
  })
})

describe('what is sent back', () => {
  test.each<[string, Record<string, string>, string, string]>([
    ['nothing chosen', {}, 'kind', '请选停办、改期，还是恢复。'],
    ['no reason', { kind: 'cancelled', reason: ' ' }, 'reason', '请写原因，居民会看到，例如“下雨”。'],
    ['a long reason', { kind: 'cancelled', reason: '雨'.repeat(61) }, 'reason', '原因最多 60 个字，请写短一些。'],
    ['no day', { kind: 'moved', time: '14:00' }, 'day', '请写改到哪一天，例如 2026-12-01。'],
    ['a day that is none', { kind: 'moved', day: '2026-02-30', time: '14:00' }, 'day', '请写改到哪一天，例如 2026-12-01。'],
    ['no time', { kind: 'moved', day: '2026-11-29' }, 'time', '请写改到几点，例如 14:00。'],
    ['a time that is over', { kind: 'moved', day: '2026-11-23', time: '08:59' }, 'day', '改到的时间已经过了，请写以后的时间。'],
  ])('%s', async (_, fields, field, sentence) => {
    expect(await drawn(change(fields))).toMatchObject({
      status: 422,
      page: { kind: 'occurrence-change', typed: fields, problem: { fields: [{ field, sentence }] } },
    })
    expect(await changes()).toEqual([])
  })

  test('a change that comes twice counts once, and another one under its key is refused', async () => {
    const fields = { kind: 'cancelled', request_key: freshKey() }
    await change(fields)
    expect((await change(fields)).status).toBe(303)
    expect(await changes()).toHaveLength(1)
    expect(await drawn(change({ ...fields, reason: '停电' }))).toMatchObject({
      status: 409,
      page: { problem: { code: 'request_key_reused' } },
    })
  })

  test('an occurrence that is over stays as it was', async () => {
    site.state.now = at('2026-11-28T15:30:00')
    desk = await asStaff(site, { role: 'desk' })
    expect(await drawn(cancel())).toMatchObject({
      status: 409,
      page: { problem: { code: 'occurrence_over', sentence: '这一场已经结束，不能再停办或改期。' } },
    })
  })
})

describe('a process that has not heard of it', () => {
  test('hears of it within half a minute, and tells what it knew for at most a second longer', async () => {
    expect((await availability()).status).toBe(200)
    await elsewhere('cancelled')
    site.state.now += 29_999
    expect((await availability()).status).toBe(200)
    site.state.now += 999
    expect((await availability()).status).toBe(200)
    site.state.now += 1
    expect(await availability()).toMatchObject({ status: 409, json: { code: 'occurrence_cancelled' } })
  })

  test('lets nobody into a cancelled occurrence, and knows from then on', async () => {
    expect((await availability()).status).toBe(200)
    await elsewhere('cancelled')
    expect(await take()).toMatchObject({
      status: 409,
      json: problem(409, 'occurrence_cancelled', '这一场停办（停电）。可以换一场，或打电话 0400-5550100。'),
    })
    expect(await rowsOf(site, 'SELECT * FROM signups')).toEqual([])
    expect((await availability()).status).toBe(409)
  })

  test('takes nobody for a time that is no longer true, and does not bring it back', async () => {
    await signUp(site, cast.li, 1)
    const starts = at('2026-11-30T10:00:00')
    await elsewhere('moved', starts)
    await site.client.execute({ sql: 'UPDATE signup_pools SET starts_at = ?', args: [starts] })
    expect(await take()).toMatchObject({
      status: 409,
      json: problem(409, 'occurrence_changed', '这一场的时间刚刚有变动，还没有报上。请刷新页面，看好新的时间再报，或打电话 0400-5550100。'),
    })
    expect(await rowsOf(site, 'SELECT starts_at FROM signup_pools')).toEqual([{ starts_at: starts }])
    expect((await take()).status).toBe(201)
  })

  test('brings the pools up to date with its jobs', async () => {
    await signUp(site, cast.li, 1)
    const starts = at('2026-11-30T10:00:00')
    await elsewhere('moved', starts)
    await runJobs(site.host, site.state.catalogue)
    expect(await rowsOf(site, 'SELECT starts_at FROM signup_pools')).toEqual([{ starts_at: starts }])
  })
})
