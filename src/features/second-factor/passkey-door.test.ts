import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { asVisitor, useBrowser } from '../../../tests/support/browser.ts'
import { staffMember } from '../../../tests/support/people.ts'
import { drawn, signInBySlip, slipFor } from '../../../tests/support/signin.ts'
import { cookiesOf, rowsOf } from '../../../tests/support/signups.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'

const hour = 3_600_000
const id = 'staff-1'
const browser = useBrowser()

/** Where the device is asked; what it answers goes to the site as that page's form would send it. */
let server: Server
let origin: string
beforeAll(async () => {
  server = createServer((_, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.end('<!doctype html><title>passkey</title>')
  })
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

let site: TestSite
beforeEach(async () => {
  site = await openSite()
  await staffMember(site, { id, role: 'desk' })
})
afterEach(() => site.close())

const device = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true } as const

const withDevice = (act: (page: Page) => Promise<void>) =>
  asVisitor(browser(), {}, async (context) => {
    const page = await context.newPage()
    await page.goto(origin)
    const cdp = await context.newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { ...device, automaticPresenceSimulation: true } })
    await act(page)
  })

const press = (page: Page, act: 'create' | 'get', options: string) =>
  page.evaluate(
    async ([act, options]) => {
      const asked = JSON.parse(options)
      const answer =
        act === 'create'
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(asked) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(asked) })
      return JSON.stringify(answer)
    },
    [act, options] as const,
  )

const signIn = async () => signInBySlip(site, await slipFor(site, { kind: 'staff', id }))
const questionAt = async (path: string, headers: Record<string, string>) =>
  (await drawn(site.request(path, { headers }))).page?.['passkey'] as { options: string; sealed: string }
const post = (path: string, fields: Record<string, string>, headers: Record<string, string>) =>
  site.postForm(path, fields, { ...headers, origin, host: new URL(origin).host })

const enrol = async (page: Page, headers: Record<string, string>) => {
  const { options, sealed } = await questionAt('/staff/second-factor/', headers)
  return post('/staff/second-factor/', { sealed, response: await press(page, 'create', options) }, headers)
}

/** Sets a passkey up, comes back the next morning, and answers the question with it; the answer is not posted yet. */
const answeredLater = async (page: Page) => {
  await enrol(page, await signIn())
  site.state.now += 13 * hour
  const headers = await signIn()
  const { options, sealed } = await questionAt('/staff/verify/', headers)
  return { headers, sealed, response: await press(page, 'get', options) }
}

const wrong = '没有验证成功。请再试一次；手机换了或丢了，请找管理员重新设置。'

describe('a passkey', () => {
  test('is set up the first time and lets in later, each written down', async () => {
    await withDevice(async (page) => {
      const enrolled = await enrol(page, await signIn())
      expect([enrolled.status, enrolled.headers.get('location')]).toEqual([303, '/desk/'])
      expect(await rowsOf(site, 'SELECT staff, counter, transports, label, ended_at FROM staff_passkeys')).toEqual([
        { staff: id, counter: 1, transports: '["internal"]', label: '别的设备', ended_at: null },
      ])
      site.state.now += 13 * hour
      const headers = await signIn()
      expect((await drawn(site.request('/staff/verify/', { headers }))).page).toMatchObject({ has_app: false })
      const { options, sealed } = await questionAt('/staff/verify/', headers)
      const given = await post('/staff/verify/', { sealed, response: await press(page, 'get', options) }, headers)
      expect([given.status, given.headers.get('location')]).toEqual([303, '/desk/'])
      expect(await rowsOf(site, "SELECT act, detail FROM audit_log WHERE act LIKE 'second%' ORDER BY number")).toEqual([
        { act: 'second_factor.enrolled', detail: 'passkey' },
        { act: 'second_factor.given', detail: 'passkey' },
      ])
    })
  })

  test('of a device that does not count is still good once, and for the session that was asked', async () => {
    await withDevice(async (page) => {
      await enrol(page, await signIn())
      site.state.now += 13 * hour
      const [headers, other] = [await signIn(), await signIn()]
      const { options, sealed } = await questionAt('/staff/verify/', headers)
      const response = await press(page, 'get', options)
      await site.client.execute('UPDATE staff_passkeys SET counter = 0')
      const elsewhere = await drawn(post('/staff/verify/', { sealed, response }, other))
      expect(elsewhere).toMatchObject({ status: 422, code: 'second_factor_wrong', sentence: wrong })

      const given = await post('/staff/verify/', { sealed, response }, headers)
      expect(given.status).toBe(303)
      await site.client.execute('UPDATE staff_passkeys SET counter = 0')
      site.state.now += 3 * 60_000
      const later = { cookie: cookiesOf(given) }
      expect(await drawn(post('/staff/verify/', { sealed, response }, later))).toMatchObject({ status: 422, sentence: wrong })
    })
  })

  test('whose answer comes twice at the same moment is given once', async () => {
    await withDevice(async (page) => {
      const { headers, sealed, response } = await answeredLater(page)
      const answers = await Promise.all([1, 2, 3].map(() => post('/staff/verify/', { sealed, response }, headers)))
      expect(answers.map(({ status }) => status)).toEqual([303, 303, 303])
      expect(await rowsOf(site, "SELECT act FROM audit_log WHERE act IN ('second_factor.given', 'second_factor.failed')")).toHaveLength(1)
    })
  })

  test('that was taken away, or whose answer is none, lets nobody in', async () => {
    await withDevice(async (page) => {
      const { headers, sealed, response } = await answeredLater(page)
      for (const nonsense of ['{}', 'null', '[]', '<b>', response.slice(0, -9), 'x'.repeat(9000)])
        expect((await post('/staff/verify/', { sealed, response: nonsense }, headers)).status).toBeGreaterThanOrEqual(422)
      site.state.now += 15 * 60_000
      const fresh = await questionAt('/staff/verify/', headers)
      const answer = await press(page, 'get', fresh.options)
      await site.client.execute('UPDATE staff_passkeys SET ended_at = 5')
      expect((await post('/staff/verify/', { sealed: fresh.sealed, response: answer }, headers)).status).toBe(422)
      expect(await rowsOf(site, 'SELECT second_factor_at FROM sessions ORDER BY rowid DESC LIMIT 1')).toEqual([{ second_factor_at: null }])
    })
  })

  test('made for nonsense is not kept, and the page says so', async () => {
    const headers = await signIn()
    const { sealed } = await questionAt('/staff/second-factor/', headers)
    expect(await drawn(post('/staff/second-factor/', { sealed, response: '{}' }, headers))).toMatchObject({
      status: 422,
      code: 'enrolment_stale',
    })
    expect(await rowsOf(site, 'SELECT * FROM staff_passkeys')).toEqual([])
  })
})
