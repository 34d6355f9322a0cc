import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { guardianNeeded, led, somebody } from '../../../tests/support/mine.ts'
import { rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

let site: TestSite
beforeEach(async () => {
  site = await openSite()
})
afterEach(() => site.close())

type Somebody = Awaited<ReturnType<typeof somebody>>

const mother = (door: [string, string, string] = ['3', '2', '501']) => somebody(site, { name: '李奶奶', phone: '19900000002', door })
const daughter = (door: [string, string, string] = ['3', '2', '501']) =>
  somebody(site, { name: '李敏', phone: '19900000003', relation: 'child', door })
const child = () => somebody(site, { name: '李小宝', relation: 'grandchild', under_14_until: '2030-01-01' })

const asks = (me: Somebody, fields: Record<string, string>) => me.post('/me/family/', fields)
const consent = { act: 'guardian', consent: 'yes', notice_version: '2026-11' }
const representationsOf = async (me: Somebody) =>
  (await me.show('/me/family/')).page.mine.representations.map(({ person, kind, side, state }) => ({ person, kind, side, state }))
const mayActFor = async (me: Somebody) => (await me.show('/me/')).page.mine.acts_for.map(({ name, standing }) => `${name} ${standing}`)
const offerTo = async (me: Somebody) => (await me.show('/me/')).page.mine.representations.find(({ side }) => side === 'by-me')?.id ?? ''

describe('somebody of the household', () => {
  test('acts for a resident once they have accepted, and no more once either ends it', async () => {
    const [old, young] = [await mother(), await daughter()]
    expect(led(await asks(old, { act: 'relative', member: young.id }))).toEqual([303, '/me/family/?done=relative'])
    expect(await representationsOf(old)).toEqual([{ person: '李敏', kind: 'delegate', side: 'for-me', state: 'offered' }])
    expect(await mayActFor(young)).toEqual(['李敏 self'])
    const offer = await offerTo(young)
    expect(led(await asks(young, { act: 'accept', representation: offer }))).toEqual([303, '/me/family/?done=accepted'])
    expect(await mayActFor(young)).toEqual(['李敏 self', '李奶奶 delegate'])
    expect(led(await asks(old, { act: 'end', representation: offer }))).toEqual([303, '/me/family/?done=ended'])
    expect(await mayActFor(young)).toEqual(['李敏 self'])
    expect(await representationsOf(young)).toEqual([{ person: '李奶奶', kind: 'delegate', side: 'by-me', state: 'ended' }])
  })

  test('may decline, and may be asked again', async () => {
    const [old, young] = [await mother(), await daughter()]
    await asks(old, { act: 'relative', member: young.id })
    await asks(young, { act: 'end', representation: await offerTo(young) })
    site.state.now += 1
    await asks(old, { act: 'relative', member: young.id })
    expect(await representationsOf(old)).toMatchObject([{ state: 'ended' }, { state: 'offered' }])
  })

  test('is nobody of another household, nor a child', async () => {
    const old = await mother()
    const [stranger, grandchild] = [await daughter(['3', '2', '502']), await child()]
    for (const member of [stranger.id, grandchild.id, old.id, 'nobody']) {
      const { status, page } = await old.refused('/me/family/', { act: 'relative', member })
      expect({ status, sentence: page.problem?.sentence }).toEqual({
        status: 404,
        sentence: '没有找到这位家里人。请重新选，或打电话 0400-5550100。',
      })
    }
    expect(await rowsOf(site, 'SELECT * FROM representations')).toEqual([])
  })
})

describe('a relative, by phone number', () => {
  test('is told of it, and whoever asks is not told whether the number is known', async () => {
    const [old, young] = [await mother(), await daughter(['3', '2', '502'])]
    const known = await asks(old, { act: 'invitation', phone: '199 0000 0003' })
    const unknown = await asks(old, { act: 'invitation', phone: '19900000099' })
    expect([led(known), await known.text()]).toEqual([led(unknown), await unknown.text()])
    expect(led(known)).toEqual([303, '/me/family/?done=invitation'])
    expect(await representationsOf(old)).toEqual([])
    expect(JSON.stringify(await (await site.request('/me/data.json', { headers: old.headers })).json())).not.toContain('李敏')
    expect(await representationsOf(young)).toEqual([{ person: '李奶奶', kind: 'delegate', side: 'by-me', state: 'offered' }])
    await asks(young, { act: 'accept', representation: await offerTo(young) })
    expect(await representationsOf(old)).toEqual([{ person: '李敏', kind: 'delegate', side: 'for-me', state: 'in_force' }])
  })

  test('can be taken back unseen', async () => {
    const [old, young] = [await mother(), await daughter(['3', '2', '502'])]
    await asks(old, { act: 'invitation', phone: '19900000003' })
    expect(led(await asks(old, { act: 'withdraw' }))).toEqual([303, '/me/family/?done=withdrawn'])
    expect(await representationsOf(young)).toMatchObject([{ state: 'ended' }])
    expect((await young.refused('/me/family/', { act: 'accept', representation: await offerTo(young) })).status).toBe(404)
  })

  test('can be asked five times a day, known or not', async () => {
    const old = await mother()
    await daughter(['3', '2', '502'])
    for (let place = 0; place < 5; place++) expect((await asks(old, { act: 'invitation', phone: `1990000010${place}` })).status).toBe(303)
    for (const phone of ['19900000003', '19900000099']) {
      const { status, headers, page } = await old.refused('/me/family/', { act: 'invitation', phone })
      expect({ status, problem: page.problem?.sentence, typed: page.typed }).toEqual({
        status: 429,
        problem: '今天请人代办的次数太多了。请等 23 小时再试，或到窗口办。',
        typed: { phone },
      })
      expect(headers.get('retry-after')).toBe('82800')
    }
    expect(await rowsOf(site, 'SELECT * FROM representations')).toEqual([])
  })

  test('whose number is no number is given back what was typed', async () => {
    const { status, page } = await (await mother()).refused('/me/family/', { act: 'invitation', phone: '123' })
    expect({ status, typed: page.typed, fields: page.problem?.fields }).toEqual({
      status: 422,
      typed: { phone: '123' },
      fields: [
        {
          field: 'phone',
          code: 'phone_invalid',
          sentence: '电话号码不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000。',
        },
      ],
    })
  })
})

describe('a child under 14', () => {
  test('cannot be chosen before a guardian has confirmed, and can be afterwards, until it is 14', async () => {
    const [old, young] = [await mother(), await child()]
    expect(await mayActFor(old)).toEqual(['李奶奶 self'])
    expect(led(await asks(old, { ...consent, child: young.id }))).toEqual([303, '/me/family/?done=guardian'])
    expect(await mayActFor(old)).toEqual(['李奶奶 self', '李小宝 guardian'])
    expect(await rowsOf(site, 'SELECT kind, notice_version, granted_by, accepted_at FROM representations')).toEqual([
      { kind: 'guardian', notice_version: '2026-11', granted_by: 'self', accepted_at: site.state.now },
    ])
    await site.client.execute("UPDATE residents SET under_14_until = '2026-11-23' WHERE under_14_until IS NOT NULL")
    expect(await mayActFor(old)).toEqual(['李奶奶 self'])
  })

  test.each([
    ['without consent', { consent: '' }, 422, '有的地方没填对，请改好再提交。'],
    ['to a notice that has changed since', { notice_version: '2025-01' }, 409, '登记告知刚刚更新了，请再看一遍，然后重新提交。'],
    ['of another household', { child: 'elsewhere' }, 404, '没有找到您家里这个不满 14 岁的孩子。请重新选，或打电话 0400-5550100。'],
  ])('is confirmed for by nobody %s', async (_, changes, status, sentence) => {
    const [old, young] = [await mother(), await child()]
    const elsewhere = await somebody(site, { name: '别家孩子', door: ['3', '2', '502'], under_14_until: '2030-01-01' })
    const fields = { ...consent, child: young.id, ...changes }
    const { status: answered, page } = await old.refused('/me/family/', {
      ...fields,
      ...(fields.child === 'elsewhere' && { child: elsewhere.id }),
    })
    expect({ status: answered, sentence: page.problem?.sentence }).toEqual({ status, sentence })
    expect(await rowsOf(site, 'SELECT * FROM representations')).toEqual([])
  })

  test('names nobody, is nobody’s guardian and does not end its own', async () => {
    const [old, young, other] = [await mother(), await child(), await somebody(site, { name: '李二宝', under_14_until: '2030-01-01' })]
    await asks(old, { ...consent, child: young.id })
    const representation = await offerTo(old)
    for (const fields of [
      { act: 'relative', member: old.id },
      { act: 'invitation', phone: '19900000002' },
      { act: 'withdraw' },
      { act: 'end', representation },
      { ...consent, child: other.id },
    ]) {
      const { status, page } = await young.refused('/me/family/', fields as Record<string, string>)
      expect([status, page.problem?.sentence]).toEqual([403, guardianNeeded])
    }
    expect(await rowsOf(site, 'SELECT kind, ended_at FROM representations')).toEqual([{ kind: 'guardian', ended_at: null }])
  })
})

test('a device that was signed out elsewhere neither accepts nor ends', async () => {
  const [old, young] = [await mother(), await daughter()]
  await asks(old, { act: 'relative', member: young.id })
  const offer = await offerTo(young)
  await site.client.execute("UPDATE sessions SET ended_at = 1, ended_by = 'self'")
  for (const act of ['accept', 'end']) {
    const { status, page } = await young.refused('/me/family/', { act, representation: offer })
    expect([status, page.kind]).toEqual([401, 'me-over'])
  }
  expect(await rowsOf(site, 'SELECT accepted_at, ended_at FROM representations')).toEqual([{ accepted_at: null, ended_at: null }])
})

test('nobody touches a representation of others', async () => {
  const [old, young, stranger] = [await mother(), await daughter(), await somebody(site, { name: '路人', door: ['3', '2', '502'] })]
  await asks(old, { act: 'relative', member: young.id })
  const offer = await offerTo(young)
  for (const [who, act] of [
    [stranger, 'accept'],
    [stranger, 'end'],
    [old, 'accept'],
  ] as const) {
    const { status, page } = await who.refused('/me/family/', { act, representation: offer })
    expect({ status, sentence: page.problem?.sentence }).toEqual({
      status: 404,
      sentence: '没有找到这条代办，可能已经结束了。请看看现在的名单。',
    })
  }
  expect(await rowsOf(site, 'SELECT accepted_at, ended_at FROM representations')).toEqual([{ accepted_at: null, ended_at: null }])
})
