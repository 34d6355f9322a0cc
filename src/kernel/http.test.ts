import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { fieldCodes, numberField, readForm, readJson } from './http.server.ts'

describe('a number in a form', () => {
  test.each([
    ['2', 2],
    [' 2 ', 2],
    ['05', 5],
    ['0', 0],
    ['999999999', 999_999_999],
  ])('%j is %d', (typed, number) => expect(numberField(typed)).toBe(number))

  test.each([undefined, '', ' ', '两', '2人', '-1', '+1', '1.0', '1e3', '0x2', '２', '1 2', '1234567890', 'Infinity', 'NaN'])(
    '%j is none',
    (typed) => expect(numberField(typed)).toBeUndefined(),
  )
})

describe('what is wrong with an input', () => {
  const schema = z.strictObject({
    name: z.string({ error: 'name_missing' }).min(2, 'name_short').regex(/^a/, 'name_odd'),
    party: z.object({ size: z.number({ error: 'size_invalid' }) }).optional(),
  })
  const codesOf = (input: unknown) => {
    const parsed = schema.safeParse(input)
    return parsed.success ? [] : fieldCodes(parsed.error)
  }

  test('is nothing for a right one', () => expect(codesOf({ name: 'ab' })).toEqual([]))
  test('is one code for a field, the first', () => expect(codesOf({ name: 'x' })).toEqual([{ field: 'name', code: 'name_short' }]))
  test('names a field inside another by its path', () =>
    expect(codesOf({ name: 'ab', party: { size: 'two' } })).toEqual([{ field: 'party.size', code: 'size_invalid' }]))
  test('names each unknown field', () =>
    expect(codesOf({ name: 'ab', zodiac: 1, age: 2 })).toEqual([
      { field: 'zodiac', code: 'field_unknown' },
      { field: 'age', code: 'field_unknown' },
    ]))
  test('shows no more than 40 signs of an unknown field', () =>
    expect(codesOf({ name: 'ab', ['x'.repeat(5000)]: 1 })).toEqual([{ field: 'x'.repeat(40), code: 'field_unknown' }]))
})

const echo = new Hono().post('/json', async (c) => c.json(await readJson(c))).post('/form', async (c) => c.json(await readForm(c)))

const send = async (path: string, type: string | null, body: BodyInit) => {
  const headers: Record<string, string> = type === null ? {} : { 'content-type': type }
  return (await echo.request(path, { method: 'POST', headers, body })).json()
}

describe('a JSON body', () => {
  test.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])('is read when it is sent as %s', async (type) => {
    expect(await send('/json', type, '{"name":"王阿姨"}')).toEqual({ ok: true, value: { name: '王阿姨' } })
  })
  test.each(['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp', ''])(
    'is turned away when sent as %j',
    async (type) => {
      expect(await send('/json', type, '{}')).toEqual({ ok: false, refusal: { code: 'content_type_unsupported' } })
    },
  )
  test.each(['', '{', '{"name":', "{'name':1}", '\u0000'])('%j cannot be read', async (body) => {
    expect(await send('/json', 'application/json', body)).toEqual({ ok: false, refusal: { code: 'body_unreadable' } })
  })
})

describe('a form', () => {
  test('is read as typed', async () => {
    expect(await send('/form', 'application/x-www-form-urlencoded', 'name=%E7%8E%8B&phone=1+2')).toEqual({
      ok: true,
      value: { name: '王', phone: '1 2' },
    })
  })
  test('counts a field sent twice once, and a file not at all', async () => {
    const form = new FormData()
    form.append('name', 'first')
    form.append('name', 'second')
    form.append('photo', new File(['x'], 'x.jpg'))
    const sent = new Request('http://site/form', { method: 'POST', body: form })
    expect(await (await echo.request(sent)).json()).toEqual({ ok: true, value: { name: 'second' } })
  })
  test.each(['application/json', 'text/plain', ''])('is turned away when sent as %j', async (type) => {
    expect(await send('/form', type, 'name=x')).toEqual({ ok: false, refusal: { code: 'content_type_unsupported' } })
  })
  test('that breaks off cannot be read', async () => {
    expect(await send('/form', 'multipart/form-data; boundary=x', '--x\r\nbroken')).toEqual({
      ok: false,
      refusal: { code: 'body_unreadable' },
    })
  })
})
