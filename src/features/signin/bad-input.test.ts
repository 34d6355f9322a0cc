import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { asResident, asStaff, resident } from '../../../tests/support/people.ts'
import { browserAt, drawn, slipFor } from '../../../tests/support/signin.ts'
import { rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const inputs = 120

let site: TestSite
let signedIn: string
const state = () =>
  rowsOf(
    site,
    `SELECT (SELECT COUNT(*) FROM sessions) AS sessions, (SELECT COUNT(*) FROM sessions WHERE second_factor_at IS NOT NULL) AS factors,
      (SELECT COUNT(*) FROM signin_codes WHERE used_at IS NOT NULL) AS used, (SELECT COUNT(totp_secret) FROM staff) AS apps,
      (SELECT COUNT(*) FROM staff_passkeys) AS passkeys`,
  )
let before: Awaited<ReturnType<typeof state>>

beforeAll(async () => {
  site = await openSite()
  const { id } = await resident(site, cast.wang)
  await slipFor(site, { kind: 'resident', id })
  const asWang = await asResident(site, id)
  const staff = await asStaff(site, { role: 'desk', verified: false })
  signedIn = `cookies=kept; ${asWang.cookie}; ${staff.headers.cookie}`
  before = await state()
})
afterAll(() => site.close())

const nasty = fc.constantFrom(
  '',
  '\u0000',
  '\u202e倒着写',
  '\ud800',
  "' OR '1'='1",
  '1); DELETE FROM sessions; --',
  '<script>alert(1)</script>',
  '%00%0d%0aSet-Cookie:a=b',
  '__proto__',
  '{"id":"x","rawId":"x","type":"public-key","response":{}}',
  '9'.repeat(400),
  'x'.repeat(9000),
)
const text = fc.oneof(nasty, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.string({ minLength: 200, maxLength: 2000 }))

let callers = 0
const caller = () => browserAt(`caller ${++callers}`, signedIn)

/** Not our fault, not decorated by what was sent, and with a sentence when it is a refusal. */
const expectAnswer = async (answer: Response) => {
  expect(answer.status).toBeLessThan(500)
  for (const [, value] of answer.headers) expect(value).not.toMatch(/alert|a=b|[\r\n]/)
  if (answer.status < 400) return
  if (answer.headers.get('content-type')?.startsWith('application/problem+json')) return
  expect((await drawn(answer)).sentence).toMatch(/。$/)
}

const fieldsOf: [string, string[]][] = [
  ['/signin/', ['code', 'request_key']],
  ['/signin/messages/', ['phone']],
  ['/signin/digits/', ['digits', 'request_key']],
  ['/staff/verify/', ['totp', 'sealed', 'response']],
  ['/staff/second-factor/', ['totp', 'sealed', 'response']],
]

describe('whatever is sent', { timeout: 60_000 }, () => {
  test.each(fieldsOf)('to %s is answered, and signs nobody in', async (path, names) => {
    const fields = fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: text }), text)
    await fc.assert(
      fc.asyncProperty(fields, async (typed) => expectAnswer(await site.postForm(path, typed, caller()))),
      { numRuns: inputs },
    )
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json', 'text/plain'])
      await fc.assert(
        fc.asyncProperty(text, async (body) =>
          expectAnswer(await site.request(path, { method: 'POST', body, headers: { ...caller(), 'content-type': type } })),
        ),
        { numRuns: 30 },
      )
    expect(await state()).toEqual(before)
  })

  test.each(['session', 'session_proof', 'staff_session', 'staff_proof', 'signin_phone'])(
    'as cookie %s is answered, and is nobody',
    async (name) => {
      await fc.assert(
        fc.asyncProperty(text, async (value) => {
          const cookie = `${name}=${encodeURIComponent(value.toWellFormed())}`
          for (const path of ['/signin/', '/signin/digits/', '/staff/verify/']) {
            const answer = await site.request(path, { headers: { cookie } })
            await expectAnswer(answer.clone())
            const { page } = await drawn(answer)
            expect(page?.['signed_in'] ?? false).toBe(false)
            expect(page?.['kind'] ?? 'signin').toBe('signin')
          }
        }),
        { numRuns: inputs },
      )
      expect(await state()).toEqual(before)
    },
  )
})
