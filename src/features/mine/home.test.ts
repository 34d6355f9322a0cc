import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { databaseCalls, led, somebody } from '../../../tests/support/mine.ts'
import { asResident, resident } from '../../../tests/support/people.ts'
import { rowsOf, told } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const wang = { name: '王芳', phone: '19900000001' }
const me = () => somebody(site, wang)

describe('我的', () => {
  test('welcomes whoever is not signed in, and asks the database nothing', async () => {
    const calls = await databaseCalls(site, async () => {
      const { status, json } = await told(site.request('/me/'))
      expect({ status, json }).toEqual({ status: 200, json: { page: { kind: 'me-welcome' } } })
    })
    expect(calls).toBe(0)
  })

  test('shows the household, its grid and who lives there, and nobody else', async () => {
    const one = await me()
    await resident(site, { name: '王小宝', relation: 'child', under_14_until: '2030-01-01' })
    await resident(site, { name: '别人家', door: ['3', '2', '502'] })
    const { status, page } = await one.show('/me/')
    expect(status).toBe(200)
    expect(page.mine.person).toMatchObject({ ...wang, relation: '户主', is_child: false })
    expect(page.mine.home).toEqual({
      door: '3栋2单元501',
      grid: { name: '第一网格', phone: '0400-5550111' },
      relatives: [{ id: expect.any(String), name: '王小宝', relation: '子女', is_child: true }],
    })
    expect(JSON.stringify(page)).not.toContain('别人家')
  })

  test('of who has left says so, and all they have is still theirs to see', async () => {
    const one = await me()
    await site.client.execute('UPDATE residents SET household = NULL, left_at = 1')
    const { page } = await one.show('/me/')
    expect([page.mine.home, page.mine.person.name, page.mine.acts_for]).toEqual([null, '王芳', []])
    expect((await one.post('/me/delete/', { understood: 'yes' })).status).toBe(303)
    expect(await rowsOf(site, 'SELECT * FROM household_events')).toEqual([])
  })
})

describe('devices', () => {
  test('are ended one by one, and the one in the hand last', async () => {
    const one = await me()
    const other = await asResident(site, one.id)
    const listed = (await one.show('/me/')).page.mine.devices
    expect(listed.map(({ is_this }) => is_this).sort()).toEqual([false, true])
    const device = listed.find(({ is_this }) => !is_this)?.id ?? ''
    expect(led(await one.post('/me/', { act: 'end_device', device }))).toEqual([303, '/me/?done=device'])
    expect(led(await site.request('/me/', { headers: other }))).toEqual([303, '/signin/'])
    expect((await one.show('/me/')).page.mine.devices).toMatchObject([{ is_this: true }])
    await one.post('/me/', { act: 'end_device', device: listed.find(({ is_this }) => is_this)?.id ?? '' })
    const answer = await site.request('/me/', { headers: one.headers })
    expect(led(answer)).toEqual([303, '/signin/'])
    expect(answer.headers.getSetCookie().map((cookie) => cookie.split(';')[0])).toEqual([
      'session=',
      'session_proof=',
      expect.stringMatching(/^wanted_page=./),
    ])
  })

  test('but this one are ended at once', async () => {
    const one = await me()
    const others = [await asResident(site, one.id), await asResident(site, one.id)]
    const neighbour = await somebody(site, { name: '邻居', door: ['3', '2', '502'] })
    expect(led(await one.post('/me/', { act: 'end_other_devices' }))).toEqual([303, '/me/?done=devices'])
    for (const headers of others) expect((await site.request('/me/', { headers })).status).toBe(303)
    expect([(await one.show('/me/')).status, (await neighbour.show('/me/')).status]).toEqual([200, 200])
  })

  test('that were signed out already end no other', async () => {
    const one = await me()
    await asResident(site, one.id)
    const [this_, other] = (await one.show('/me/')).page.mine.devices.sort((a, b) => Number(b.is_this) - Number(a.is_this))
    await site.client.execute({ sql: "UPDATE sessions SET ended_at = 1, ended_by = 'self' WHERE id = ?", args: [this_?.id ?? ''] })
    const { status, page } = await one.refused('/me/', { act: 'end_device', device: other?.id ?? '' })
    expect([status, page.kind]).toEqual([401, 'me-over'])
    expect(await rowsOf(site, 'SELECT id FROM sessions WHERE ended_at IS NULL')).toEqual([{ id: other?.id }])
  })

  test('of somebody else are not there', async () => {
    const [one, neighbour] = [await me(), await somebody(site, { name: '邻居', door: ['3', '2', '502'] })]
    const [theirs] = (await neighbour.show('/me/')).page.mine.devices
    for (const device of [theirs?.id ?? '', 'none', '']) {
      const { status, page } = await one.refused('/me/', { act: 'end_device', device })
      expect([status, page.problem?.sentence]).toEqual([404, '没有找到这台设备，可能已经退出了。请看看现在的名单。'])
    }
    expect((await neighbour.show('/me/')).status).toBe(200)
  })
})

describe('whoever', () => {
  const pages = ['/me/data/', '/me/data.json', '/me/details/', '/me/family/', '/me/delete/', '/me/signups/x/']
  const posts = ['/me/', '/me/details/', '/me/family/', '/me/delete/', '/me/signups/x/']

  test('is not signed in is led to sign in, and what they send does nothing', async () => {
    for (const path of pages) expect(led(await site.request(path))).toEqual([303, '/signin/'])
    for (const path of posts) expect((await site.postForm(path, { understood: 'yes' })).status).toBe(401)
  })

  test('was signed out since then is told so at once, though the cookie is fresh', async () => {
    const one = await me()
    await site.client.execute("UPDATE sessions SET ended_at = 1, ended_by = 'self'")
    for (const path of pages.slice(0, 5)) expect(led(await site.request(path, { headers: one.headers }))).toEqual([303, '/signin/'])
    for (const fields of [
      { act: 'person', name: '王小芳', phone: '' },
      { act: 'tag', tag: 'workers', consent: 'yes', notice_version: '2026-11' },
    ]) {
      const { status, page } = await one.refused('/me/details/', fields)
      expect([status, page.kind, page.problem?.sentence]).toEqual([
        401,
        'me-over',
        '要先登录才能办这件事。请登录后再试，或打电话 0400-5550100，工作人员帮您办。',
      ])
    }
    expect(await rowsOf(site, 'SELECT * FROM resident_tags')).toEqual([])
  })

  test('posts from another site is turned away', async () => {
    const one = await me()
    for (const path of posts) {
      const answer = await site.postForm(
        path,
        { act: 'end_other_devices', understood: 'yes' },
        { ...one.headers, origin: 'https://elsewhere.example' },
      )
      expect(answer.status).toBe(403)
    }
    expect((await one.show('/me/')).page.mine.person.name).toBe('王芳')
  })
})

test('a page of one’s own costs one call of the database while the proof is fresh, an act one, and to delete oneself two', async () => {
  const one = await me()
  const id = await one.signUp(2)
  const gets = ['/me/', '/me/data/', '/me/data.json', '/me/details/', '/me/family/', '/me/delete/', `/me/signups/${id}/`]
  for (const path of gets) expect([path, await databaseCalls(site, () => one.show(path))]).toEqual([path, 1])
  const acts: [string, Record<string, string>][] = [
    ['/me/', { act: 'end_other_devices' }],
    ['/me/details/', { act: 'person', ...wang }],
    ['/me/family/', { act: 'invitation', phone: '19900000055' }],
    [`/me/signups/${id}/`, { act: 'cancel' }],
  ]
  for (const [path, fields] of acts) expect([path, await databaseCalls(site, () => one.post(path, fields))]).toEqual([path, 1])
  expect(await databaseCalls(site, () => one.post('/me/delete/', { understood: 'yes' }))).toBe(2)
})
