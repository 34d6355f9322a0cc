import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { guardianNeeded, led, somebody } from '../../../tests/support/mine.ts'
import { rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

const path = '/me/details/'
const wang = { name: '王芳', phone: '19900000001' }
const me = () => somebody(site, wang)
const person = (changes: Record<string, string> = {}) => ({ act: 'person', name: wang.name, ...changes })
const tag = { act: 'tag', tag: 'older-people', consent: 'yes', notice_version: '2026-11' }

describe('a name', () => {
  test('is corrected, and the device stays signed in', async () => {
    const one = await me()
    expect(led(await one.post(path, person({ name: ' 王 芳芳 ' })))).toEqual([303, '/me/details/?done=person'])
    const { status, page } = await one.show('/me/details/?done=person')
    expect({ status, done: page.done, person: page.mine.person }).toMatchObject({
      status: 200,
      done: 'person',
      person: { name: '王芳芳', phone: wang.phone },
    })
    expect(page.mine.devices).toMatchObject([{ is_this: true }])
  })

  test('of a namesake in the household is not taken', async () => {
    const one = await me()
    await somebody(site, { name: '王明', relation: 'child' })
    const { status, page } = await one.refused(path, person({ name: '王明' }))
    expect([status, page.problem?.sentence]).toEqual([409, '您家里已经登记了一位同名的人。请写得不一样一些，或打电话 0400-5550100。'])
  })

  test.each([
    ['', 'name_missing', '请写姓名或称呼。'],
    ['<b>', 'name_unreadable', '姓名只写汉字或字母，最多 20 个字。请改一下。'],
    ['王'.repeat(21), 'name_unreadable', '姓名只写汉字或字母，最多 20 个字。请改一下。'],
  ])('%s is given back', async (name, code, sentence) => {
    const { status, page } = await (await me()).refused(path, person({ name }))
    expect({ status, fields: page.problem?.fields, typed: page.typed }).toEqual({
      status: 422,
      fields: [{ field: 'name', code, sentence }],
      typed: { name, phone: '' },
    })
  })
})

describe('a tag', () => {
  test('is kept with the consent that was given, once, and is gone with one press', async () => {
    const one = await me()
    expect(led(await one.post(path, tag))).toEqual([303, '/me/details/?done=tag'])
    await one.post(path, tag)
    expect(await rowsOf(site, 'SELECT * FROM resident_tags')).toEqual([
      { resident: one.id, tag: 'older-people', notice_version: '2026-11', recorded_at: site.state.now, recorded_by: 'self' },
    ])
    expect((await one.show('/me/data/')).page.mine.tags).toMatchObject([{ word: '老年人' }])
    expect(led(await one.post(path, { act: 'untag', tag: 'older-people' }))).toEqual([303, '/me/details/?done=untag'])
    expect(await rowsOf(site, 'SELECT * FROM resident_tags')).toEqual([])
  })

  test.each([
    ['without consent', { consent: '' }, 422, '要先勾“同意”，才能登记。'],
    ['that there is not', { tag: 'rich-people' }, 422, '没有这个人群，请重新选。'],
    ['that is everybody', { tag: 'everyone' }, 422, '没有这个人群，请重新选。'],
    ['with consent to another notice', { notice_version: '2025-01' }, 409, '登记告知刚刚更新了，请再看一遍，然后重新提交。'],
  ])('%s is not kept', async (_, changes, status, sentence) => {
    const { status: answered, page } = await (await me()).refused(path, { ...tag, ...changes })
    expect([answered, page.problem?.fields?.[0]?.sentence ?? page.problem?.sentence]).toEqual([status, sentence])
    expect(await rowsOf(site, 'SELECT * FROM resident_tags')).toEqual([])
  })
})

test('a child under 14 corrects and tags nothing without its guardian', async () => {
  const child = await somebody(site, { name: '王小宝', under_14_until: '2026-11-24' })
  const now = site.state.now
  await site.client.execute({
    sql: "INSERT INTO resident_tags (resident, tag, notice_version, recorded_at, recorded_by) VALUES (?, 'families', '2026-11', ?, 'staff:x')",
    args: [child.id, now],
  })
  for (const fields of [person(), tag, { act: 'untag', tag: 'families' }]) {
    const { status, page } = await child.refused(path, fields as Record<string, string>)
    expect([status, page.problem?.sentence]).toEqual([403, guardianNeeded])
  }
  expect((await child.show(path)).page.mine).toMatchObject({ person: { name: '王小宝', phone: null }, tags: [{ tag: 'families' }] })
  site.state.now += 86_400_000
  expect(led(await child.post(path, person()))).toEqual([303, '/me/details/?done=person'])
})

test('a button nobody made does nothing', async () => {
  for (const act of ['toString', '__proto__', 'steward', '']) {
    const { status, page } = await (await me()).refused(path, { act })
    expect([status, page.problem?.sentence]).toEqual([422, '没有看懂要办什么。请回到“我的”，重新按一次。'])
    await site.client.execute('DELETE FROM residents')
  }
})
