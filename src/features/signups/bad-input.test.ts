import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { statusOf } from '../../../functions/problem.ts'
import { cast } from '../../../tests/support/cast.ts'
import { everyRow, formPath, signUp, signupBody, signupFields, takePath } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { nameError } from './name.ts'

/** How many inputs each way in is given. */
const inputs = 150

let site: TestSite
let code: string
let before: Awaited<ReturnType<typeof everyRow>>

beforeAll(async () => {
  site = await openSite()
  code = (await signUp(site, cast.wang, 2)).code
  before = await everyRow(site)
})
afterAll(() => site.close())

const nasty = fc.constantFrom(
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\u202e倒着写',
  '\ud800',
  '😀👨‍👩‍👧‍👦',
  'Z̸̢͠a̶l̵g̷o̶'.repeat(20),
  "'; DROP TABLE signups; --",
  "' OR '1'='1",
  '1); DELETE FROM signup_events; --',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '#{7*7}{{7*7}}%{7*7}',
  '../../../../etc/passwd',
  '%00%0d%0aSet-Cookie:a=b',
  '\r\nLocation: https://evil.example',
  ':code',
  '__proto__',
  'constructor',
  'toString',
  'NaN',
  'null',
  '-0',
  '9'.repeat(400),
  'x'.repeat(9000),
)
const text = fc.oneof(
  nasty,
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary', minLength: 200, maxLength: 2000 }),
)
const anything = fc.oneof(text, fc.jsonValue({ maxDepth: 3 }), fc.double(), fc.integer(), fc.constantFrom(null, true, [], {}))

/** A right body with one to three things wrong: another value, a lacking field, an unknown field. */
const spoilt = (right: () => Record<string, unknown>) =>
  fc
    .array(
      fc.tuple(
        fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...Object.keys(right())) }, { weight: 1, arbitrary: text }),
        fc.option(anything),
      ),
      { minLength: 1, maxLength: 3 },
    )
    .map((changes) => {
      const fields = new Map(Object.entries(right()))
      for (const [field, value] of changes) {
        if (value === null) fields.delete(field)
        else fields.set(field, value)
      }
      return `{${[...fields].map(([field, value]) => `${JSON.stringify(field)}:${JSON.stringify(value) ?? 'null'}`).join(',')}}`
    })

const wellMade = new Set(['content-type', 'cache-control', 'retry-after', 'set-cookie', 'location', 'content-length'])

/** No answer may be our fault, unexplained or decorated by what was sent. */
const expectAnswer = async (answer: Response) => {
  expect(answer.status).toBeLessThan(500)
  for (const [name, value] of answer.headers) {
    expect(wellMade).toContain(name)
    expect(value).not.toMatch(/evil|a=b|[\r\n]/)
  }
  const type = answer.headers.get('content-type') ?? ''
  if (answer.status < 400) return
  if (type.startsWith('application/json')) {
    const { page, outage } = (await answer.json()) as {
      page?: { problem?: { code: string; sentence: string } }
      outage?: { code: string; sentence: string }
    }
    const problem = page?.problem ?? outage
    expect(problem?.sentence).toMatch(/^[\p{Script=Han}“].*。$/u)
    expect(statusOf({ code: problem?.code ?? '', sentence: '' })).toBe(answer.status)
    return
  }
  expect(type).toBe('application/problem+json; charset=utf-8')
  const problem = (await answer.json()) as { code: string; title: string; status: number; errors?: { detail: string }[] }
  expect(problem.title).toMatch(/^[\p{Script=Han}“].*。$/u)
  expect([problem.status, statusOf({ code: problem.code, sentence: '' })]).toEqual([answer.status, answer.status])
  for (const { detail } of problem.errors ?? []) expect(detail).toMatch(/。$/)
}

let callers = 0
/** Each input from a caller of its own, so that no limit hides what comes after it. */
const caller = () => ({ 'x-test-client': `caller ${++callers}` })
const check = async <Input>(arbitrary: fc.Arbitrary<Input>, send: (input: Input) => Response | Promise<Response>) => {
  await fc.assert(
    fc.asyncProperty(arbitrary, async (input) => expectAnswer(await send(input))),
    { numRuns: inputs },
  )
}

/** The body would be right but for a name nobody can have: whatever else is wrong, it takes no places. */
const wrongTake = () => signupBody({ name: '<b>' })
const bodies: [string, () => Record<string, unknown>][] = [
  [takePath, wrongTake],
  ['/api/signup-lookups', () => ({ code: 'AAAAAA', phone: '19900000099' })],
  ['/api/signup-changes', () => ({ code: 'AAAAAA', phone: '19900000099', party_size: 2 })],
  ['/api/signup-cancellations', () => ({ code: 'AAAAAA', phone: '19900000099' })],
]

describe('whatever is sent', { timeout: 60_000 }, () => {
  test.each(bodies)('as a body to %s is answered, and changes nothing', async (path, right) => {
    await check(spoilt(right), (body) =>
      site.post(path, body.includes('"<b>"') || path !== takePath ? body : `${body.slice(0, -1)},"more":1}`, caller()),
    )
    await check(fc.json(), (body) => site.post(path, body, caller()))
    await check(text, (body) => site.post(path, body, caller()))
    expect(await everyRow(site)).toEqual(before)
  })

  test.each(bodies)('cut off anywhere on its way to %s is answered, and changes nothing', async (path, right) => {
    const whole = JSON.stringify(right())
    for (let end = 0; end < whole.length; end += 3) await expectAnswer(await site.post(path, whole.slice(0, end), caller()))
    expect(await everyRow(site)).toEqual(before)
  })

  test.each([
    [formPath, () => ({ ...signupFields(), name: '<b>' })],
    ['/signups/', () => ({ code: 'AAAAAA', phone: '19900000099' })],
    ['/signups/current/', () => ({ act: 'cancel' })],
  ] as [string, () => Record<string, string>][])('as a form to %s is answered, and changes nothing', async (path, right) => {
    const spoiltForm = fc
      .tuple(fc.constantFrom(...Object.keys(right()).filter((name) => name !== 'name')), text)
      .map(([name, value]) => ({ ...right(), [name]: value }))
    await check(spoiltForm, (fields) => site.postForm(path, fields, caller()))
    await check(text, (body) =>
      site.request(path, { method: 'POST', body, headers: { ...caller(), 'content-type': 'application/x-www-form-urlencoded' } }),
    )
    await check(text, (body) =>
      site.request(path, { method: 'POST', body, headers: { ...caller(), 'content-type': 'multipart/form-data; boundary=x' } }),
    )
    await check(text, (body) =>
      site.request(path, {
        method: 'POST',
        body,
        headers: {
          ...caller(),
          cookie: `cookies=kept; signup_pass=${encodeURIComponent(body.toWellFormed())}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
      }),
    )
    expect(await everyRow(site)).toEqual(before)
  })

  test('in an address is answered, and changes nothing', async () => {
    const part = text.map((typed) => encodeURIComponent(typed.toWellFormed()).slice(0, 3000))
    await check(part, (typed) => site.post(`/api/activities/${typed}/signups`, signupBody(), caller()))
    await check(part, (typed) => site.request(`/api/activities/tea/occurrences/${typed}/availability`))
    await check(part, (typed) => site.request(`/activities/${typed}/${typed}/signup/`))
    await check(part, (typed) => site.request(`/signups/current/?done=${typed}`, { headers: { cookie: `signup_pass=${typed}` } }))
    for (const broken of ['%', '%E0%A4%A', '%00', '..%2f..', '%2e%2e'])
      await expectAnswer(await site.request(`/api/activities/${broken}/occurrences/${broken}/availability`))
    expect(await everyRow(site)).toEqual(before)
  })

  test('as a type is answered, and changes nothing', async () => {
    const type = text.map((typed) => typed.replace(/[^\x20-\x7e]/g, '')).filter((typed) => !/json|form/i.test(typed))
    await check(type, (typed) => site.post(takePath, signupBody(), { ...caller(), 'content-type': typed }))
    expect(await everyRow(site)).toEqual(before)
  })
})

test('a name that is taken has letters and no signs that could do something, and is kept as it was typed', {
  timeout: 60_000,
}, async () => {
  const name = fc.oneof(
    text,
    fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 20 }),
    fc.constantFrom('王阿姨', '阿依古丽·买买提', "O'Neil", 'J. R. R. Tolkien', '陈-李'),
  )
  let phone = 19_910_000_000
  await fc.assert(
    fc.asyncProperty(name, async (typed) => {
      const answer = await site.post(takePath, signupBody({ name: typed, phone: String(++phone), party_size: 1 }), caller())
      await expectAnswer(answer.clone())
      expect(answer.status === 422).toBe(nameError(typed) !== null)
      if (answer.status !== 201) return
      const { name: kept } = (await answer.json()) as { name: string }
      expect(kept).toBe(typed.normalize('NFC').trim())
      expect(kept).not.toMatch(/[<>"'&\p{C}]/u)
    }),
    { numRuns: inputs },
  )
})

test('after all this the one signup there was is found as it was', async () => {
  const answer = await site.post('/api/signup-lookups', { code, phone: cast.wang.phone }, caller())
  expect(await answer.json()).toMatchObject({ state: 'confirmed', party_size: 2, name: '王阿姨' })
})
