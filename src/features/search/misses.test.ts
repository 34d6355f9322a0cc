import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asStaff, resident } from '../../../tests/support/people.ts'
import { servedIndex, writtenFindables } from '../../../tests/support/search-index.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { knownMissDays, missesByClient, unknownMissDays } from './limits.ts'
import type { MissesPage } from './page.ts'
import { forgetMisses } from './store.server.ts'

const files = servedIndex(writtenFindables(), '2026-11-23')
const day = 86_400_000

let site: TestSite
let start: number
beforeEach(async () => {
  site = await openSite()
  for (const [name, text] of files) site.state.files.set(`/search/${name}`, text)
  start = site.state.now
})
afterEach(() => site.close())

/** A search without script, or what the browser tells of one with it. */
const ask = async (q: string, client: string, how: 'page' | 'told' = 'page') => {
  const headers = { 'x-test-client': client }
  const answer =
    how === 'page'
      ? await site.request(`/search/?${new URLSearchParams({ q })}`, { headers })
      : await site.postForm('/search/misses', { q }, headers)
  await site.messages()
  return answer
}
const onDay = (days: number) => {
  site.state.now = start + days * day
}
/** Three devices on two days: enough to be known. */
const askEnough = async (text: string, how: 'page' | 'told' = 'page') => {
  onDay(0)
  await ask(text, 'a', how)
  await ask(text, 'b', how)
  onDay(1)
  await ask(text, 'c', how)
}
const texts = async () => (await site.client.execute('SELECT text FROM search_miss_texts ORDER BY text')).rows.map(({ text }) => text)
const marks = async () => Number((await site.client.execute('SELECT COUNT(*) AS n FROM search_misses')).rows[0]?.['n'])

describe('a text that finds nothing', () => {
  test.each(['page', 'told'] as const)('is known once three devices asked for it on two days (%s)', async (how) => {
    await ask('比特币', 'a', how)
    await ask('比特币', 'b', how)
    await ask('比特币', 'c', how)
    expect([await texts(), await marks()]).toEqual([[], 3])
    onDay(1)
    await ask(' 比特币！', 'a', how)
    expect([await texts(), await marks()]).toEqual([['比特币'], 4])
  })

  test('stays unknown when one device asks on many days, or asks often', async () => {
    for (const days of [0, 1, 2, 3, 4]) {
      onDay(days)
      await ask('比特币', 'a')
      await ask('比特币', 'a')
    }
    expect([await texts(), await marks()]).toEqual([[], 5])
  })

  test('leaves nothing readable before it is known, and no device that could be followed', async () => {
    await ask('比特币', 'a')
    await ask('演唱会门票', 'a')
    const { rows } = await site.client.execute('SELECT mark, day, device FROM search_misses')
    expect(rows).toHaveLength(2)
    expect(new Set(rows.map(({ device }) => device)).size).toBe(2)
    for (const { mark, device } of rows) for (const kept of [mark, device]) expect(kept).toMatch(/^[\w-]{43}$/)
    expect(rows[0]?.['day']).toBe('2026-11-23')
  })

  test('is answered as before when the database is away', async () => {
    site.client.close()
    expect((await ask('比特币', 'a')).status).toBe(200)
  })
})

test('what is found is not counted, whoever says otherwise', async () => {
  await askEnough('居住证')
  await askEnough('居住证', 'told')
  expect(await marks()).toBe(0)
})

test.each([
  '13800138000',
  '138 0013 8000',
  '一三八零零一三八零零零',
  '身份证510104194612078888',
  '3栋2单元501',
  '3-2-501王阿姨',
  '三号楼的周大爷',
  '我家隔壁那个总是半夜唱歌的人到底是谁呀请告诉我',
])('%s is never counted, not even unreadably', async (text) => {
  await askEnough(text)
  await askEnough(text, 'told')
  expect(await marks()).toBe(0)
})

test('a name of the register is never counted, alone or in a sentence', async () => {
  await resident(site, { name: '欧阳翠花', door: ['1', '1', '101'] })
  for (const text of ['欧阳翠花', '欧阳翠花住哪', 'QQ欧阳翠花']) await askEnough(text)
  expect(await marks()).toBe(0)
})

test('one address cannot fill the table', async () => {
  const strange = [...'鑫淼焱垚犇羴猋骉']
  for (const first of strange) for (const second of strange) await ask(first + second, 'a', 'told')
  expect(await marks()).toBe(missesByClient.tries)
})

test('the steward sees what many sought, the most sought first, and how many texts stay unknown', async () => {
  await askEnough('比特币')
  await ask('比特币', 'd')
  await askEnough('演唱会门票')
  await ask('火锅底料', 'a')
  const { headers } = await asStaff(site, { role: 'steward' })
  const { page } = (await (await site.request('/desk/searches/', { headers })).json()) as { page: MissesPage }
  expect(page.misses).toEqual([
    { text: '比特币', times: 4, last_on: '2026-11-24' },
    { text: '演唱会门票', times: 3, last_on: '2026-11-24' },
  ])
  expect(page.few).toBe(1)
})

test('what nobody repeats is forgotten: an unknown text after a month, a known one after three', async () => {
  await askEnough('比特币')
  onDay(0)
  await ask('火锅底料', 'a')
  const zone = site.state.catalogue.site.time_zone
  const forget = (days: number) => forgetMisses(site.database, start + days * day, zone)
  await forget(unknownMissDays)
  expect(await marks()).toBe(4)
  await forget(unknownMissDays + 1)
  expect([await marks(), await texts()]).toEqual([3, ['比特币']])
  await forget(knownMissDays + 2)
  expect([await marks(), await texts()]).toEqual([0, []])
})

test('the answer to the browser says nothing, whatever it told', async () => {
  for (const q of ['比特币', '居住证', '13800138000', '', 'x'.repeat(2000)]) {
    const answer = await ask(q, 'a', 'told')
    expect([answer.status, await answer.text()]).toEqual([204, ''])
  }
})
