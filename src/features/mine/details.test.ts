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
const person = (changes: Record<string, string> = {}) => ({ act: 'person', ...wang, ...changes })
const tag = { act: 'tag', tag: 'older-people', consent: 'yes', notice_version: '2026-11' }

describe('name and phone', () => {
  test('are corrected, and the device stays signed in', async () => {
    const one = await me()
    expect(led(await one.post(path, person({ name: ' 王 芳芳 ', phone: '199 0000 0009' })))).toEqual([303, '/me/details/?done=person'])
    const { status, page } = await one.show('/me/details/?done=person')
    expect({ status, done: page.done, person: page.mine.person }).toMatchObject({
      status: 200,
      done: 'person',
      person: { name: '王芳芳', phone: '19900000009' },
    })
    expect(page.mine.devices).toMatchObject([{ is_this: true }])
  })

  test('may be without a phone', async () => {
    const one = await me()
    await one.post(path, person({ phone: '' }))
    expect((await one.show('/me/')).page.mine.person.phone).toBeNull()
    expect(await rowsOf(site, 'SELECT phone, phone_fingerprint FROM residents')).toEqual([{ phone: null, phone_fingerprint: null }])
  })

  test('of somebody else are not taken, and whose they are is not told', async () => {
    const one = await me()
    await somebody(site, { name: '李建国', phone: '19900000002', door: ['3', '2', '502'] })
    const { status, page } = await one.refused(path, person({ name: '王芳芳', phone: '19900000002' }))
    expect({ status, sentence: page.problem?.sentence, typed: page.typed }).toEqual({
      status: 409,
      sentence: '这个号码登记不了，请到窗口核对。',
      typed: { name: '王芳芳', phone: '19900000002' },
    })
    expect(page.mine.person).toMatchObject(wang)
  })

  test('with a namesake in the household are told apart', async () => {
    const one = await me()
    await somebody(site, { name: '王明', relation: 'child' })
    const { status, page } = await one.refused(path, person({ name: '王明' }))
    expect([status, page.problem?.sentence]).toEqual([409, '您家里已经登记了一位同名的人。请写得不一样一些，或打电话 0400-5550100。'])
  })

  test('of others cannot be tried out: five numbers a day, and the own one is none', async () => {
    const one = await me()
    await somebody(site, { name: '李建国', phone: '19900000002', door: ['3', '2', '502'] })
    for (let same = 0; same < 8; same++) expect((await one.post(path, person())).status).toBe(303)
    for (let place = 0; place < 5; place++) expect((await one.refused(path, person({ phone: '19900000002' }))).status).toBe(409)
    for (const phone of ['19900000002', '19900000098']) {
      const { status, page } = await one.refused(path, person({ phone }))
      expect([status, page.problem?.sentence]).toEqual([429, '今天换号码的次数太多了。请等 23 小时再试，或到窗口办。'])
    }
    expect((await one.show('/me/')).page.mine.person).toMatchObject(wang)
  })

  test.each([
    ['', 'name_missing', '请写姓名或称呼。'],
    ['<b>', 'name_unreadable', '姓名只写汉字或字母，最多 20 个字。请改一下。'],
    ['王'.repeat(21), 'name_unreadable', '姓名只写汉字或字母，最多 20 个字。请改一下。'],
  ])('named %s are given back', async (name, code, sentence) => {
    const { status, page } = await (await me()).refused(path, person({ name, phone: '1' }))
    expect({ status, fields: page.problem?.fields, typed: page.typed }).toEqual({
      status: 422,
      fields: [
        { field: 'name', code, sentence },
        { field: 'phone', code: 'phone_invalid', sentence: '电话号码不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000。' },
      ],
      typed: { name, phone: '1' },
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
