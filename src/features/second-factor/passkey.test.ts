import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openVault } from '../../../functions/vault.ts'
import { asVisitor, useBrowser } from '../../../tests/support/browser.ts'
import { repositoryRoot } from '../../../tests/support/root.ts'
import type * as Client from '../../client/passkey.ts'
import { type Passkey, passkeyAssertion, passkeyRegistration, verifyPasskeyAssertion, verifyPasskeyRegistration } from './passkey.server.ts'

const browser = useBrowser()
const minutes = 60_000
const start = Date.parse('2026-11-20T09:00:00+08:00')
const vault = await openVault('a secret for tests, long enough for them')
const means = (now = start) => ({ vault, now, random: (bytes: number) => new Uint8Array(randomBytes(bytes)) })
const rpId = 'localhost'
const wang = { rpId, rpName: '睦邻社区', staffId: 'staff-wang', staffName: '王网格员', known: [] as string[] }

let server: Server
let origin: string

beforeAll(async () => {
  const code = readFileSync(join(repositoryRoot, 'src/client/passkey.ts'), 'utf8')
  const script = ts.transpileModule(code, { compilerOptions: { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext } }).outputText
  server = createServer((request, response) => {
    const isScript = request.url === '/passkey.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html; charset=utf-8')
    response.end(isScript ? script : '<!doctype html><title>passkey</title>')
  })
  await new Promise<void>((listening) => server.listen(0, 'localhost', listening))
  origin = `http://localhost:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const device = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true } as const

/** Someone at the page with a device that says yes. */
const atThePage = <Answer>(act: (page: Page) => Promise<Answer>, changes: { hasUserVerification?: boolean } = {}) =>
  asVisitor(browser(), {}, async (context) => {
    const page = await context.newPage()
    await page.goto(origin)
    const cdp = await context.newCDPSession(page)
    await cdp.send('WebAuthn.enable')
    await cdp.send('WebAuthn.addVirtualAuthenticator', { options: { ...device, ...changes, automaticPresenceSimulation: true } })
    return act(page)
  })

const clientOn = (page: Page) => page.evaluateHandle<typeof Client>("import('/passkey.js')")

const press = async (page: Page, act: 'createPasskey' | 'usePasskey', options: string) =>
  page.evaluate(({ client, act, options }) => client[act](options).catch((error: Error) => error.name), {
    client: await clientOn(page),
    act,
    options,
  })

const register = async (page: Page): Promise<Passkey> => {
  const { options, sealed } = await passkeyRegistration(means(), wang)
  const response = await press(page, 'createPasskey', options)
  const passkey = await verifyPasskeyRegistration(means(), { ...wang, origin, sealed, response })
  if (!passkey) throw new Error(`no passkey came of ${response}`)
  return passkey
}

const ask = (stored: Passkey[], subject = 'signin-1') => passkeyAssertion(means(), { rpId, subject, stored })

test('a browser that can says so, and one that cannot does not', async () => {
  const says = async (page: Page) => page.evaluate((client) => client.passkeysWork(), await clientOn(page))
  await atThePage(async (page) => {
    expect(await says(page)).toBe(true)
    await page.evaluate(() => Reflect.deleteProperty(PublicKeyCredential, 'parseCreationOptionsFromJSON'))
    expect(await says(page)).toBe(false)
    await page.evaluate(() => Reflect.deleteProperty(window, 'PublicKeyCredential'))
    expect(await says(page)).toBe(false)
  })
})

describe('making a passkey', () => {
  test('gives what is to be kept, and asks for no proof of who made the device', async () => {
    await atThePage(async (page) => {
      const { options } = await passkeyRegistration(means(), { ...wang, known: ['AAAA'] })
      expect(JSON.parse(options)).toMatchObject({
        rp: { id: 'localhost', name: '睦邻社区' },
        user: { id: Buffer.from('staff-wang').toString('base64url'), name: '王网格员', displayName: '王网格员' },
        attestation: 'none',
        timeout: 5 * minutes,
        authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
        excludeCredentials: [{ id: 'AAAA', type: 'public-key' }],
      })
      expect(await register(page)).toEqual({
        credential_id: expect.stringMatching(/^[\w-]{20,}$/),
        public_key: expect.stringMatching(/^[\w-]{80,}$/),
        counter: 1,
        transports: ['internal'],
      })
    })
  })

  test('is refused by a device that already has one', async () => {
    await atThePage(async (page) => {
      const { credential_id } = await register(page)
      const { options } = await passkeyRegistration(means(), { ...wang, known: [credential_id] })
      expect(await press(page, 'createPasskey', options)).toBe('InvalidStateError')
    })
  })

  test('counts only for the question, the person, the site and the five minutes it was asked in', async () => {
    await atThePage(async (page) => {
      const { options, sealed } = await passkeyRegistration(means(), wang)
      const response = await press(page, 'createPasskey', options)
      const answer = { ...wang, origin, sealed, response }
      const verify = (changes: Partial<typeof answer>, now = start) => verifyPasskeyRegistration(means(now), { ...answer, ...changes })
      const later = await passkeyRegistration(means(), wang)
      const assertion = await passkeyAssertion(means(), { rpId, subject: wang.staffId, stored: [] })

      expect(await verify({ sealed: later.sealed })).toBeNull()
      expect(await verify({ sealed: assertion.sealed })).toBeNull()
      expect(await verify({ sealed: `${sealed}A` })).toBeNull()
      expect(await verify({ sealed: '' })).toBeNull()
      expect(await verify({ staffId: 'staff-li' })).toBeNull()
      expect(await verify({ origin: 'https://example.org' })).toBeNull()
      expect(await verify({ rpId: 'example.org' })).toBeNull()
      expect(await verify({}, start + 5 * minutes)).toBeNull()
      expect(await verify({}, start + 5 * minutes - 1)).toMatchObject({ transports: ['internal'] })
    })
  })

  test('with the certificate of its maker, which nobody asked for, is refused', async () => {
    await atThePage(async (page) => {
      const { options, sealed } = await passkeyRegistration(means(), wang)
      const response = await press(page, 'createPasskey', JSON.stringify({ ...JSON.parse(options), attestation: 'direct' }))
      expect(Buffer.from(JSON.parse(response).response.attestationObject, 'base64url').includes('x5c')).toBe(true)
      expect(await verifyPasskeyRegistration(means(), { ...wang, origin, sealed, response })).toBeNull()
    })
  })
})

describe('signing with a passkey', () => {
  test('tells which one it was and what to count from', async () => {
    await atThePage(async (page) => {
      const passkey = await register(page)
      const other = { ...passkey, credential_id: 'AAAA' }
      const { options, sealed } = await ask([other, passkey])
      const response = await press(page, 'usePasskey', options)
      const answer = { rpId, origin, sealed, response, subject: 'signin-1' }
      expect(await verifyPasskeyAssertion(means(), { ...answer, stored: [other, passkey] })).toEqual({
        credential_id: passkey.credential_id,
        new_counter: Buffer.from(JSON.parse(response).response.authenticatorData, 'base64url').readUInt32BE(33),
      })
    })
  })

  test('works on a key that only asks for a touch', async () => {
    const onlyTouch = async (page: Page) => {
      const stored = [await register(page)]
      const { options, sealed } = await ask(stored)
      const response = await press(page, 'usePasskey', options)
      return verifyPasskeyAssertion(means(), { rpId, origin, sealed, response, subject: 'signin-1', stored })
    }
    expect(await atThePage(onlyTouch, { hasUserVerification: false })).toMatchObject({ new_counter: 2 })
  })

  test('counts once on a device that counts', async () => {
    await atThePage(async (page) => {
      const passkey = await register(page)
      const { options, sealed } = await ask([passkey])
      const answer = { rpId, origin, sealed, response: await press(page, 'usePasskey', options), subject: 'signin-1' }
      const first = await verifyPasskeyAssertion(means(), { ...answer, stored: [passkey] })
      const stored = [{ ...passkey, counter: first?.new_counter ?? 0 }]
      expect(await verifyPasskeyAssertion(means(), { ...answer, stored })).toBeNull()
      const again = await ask(stored)
      const response = await press(page, 'usePasskey', again.options)
      expect(await verifyPasskeyAssertion(means(), { ...answer, sealed: again.sealed, response, stored })).toMatchObject({ new_counter: 3 })
    })
  })

  test('counts only for the question, the sign-in, the site, the passkeys and the five minutes it was asked in', async () => {
    await atThePage(async (page) => {
      const passkey = await register(page)
      const { options, sealed } = await ask([passkey])
      const answer = { rpId, origin, sealed, response: await press(page, 'usePasskey', options), subject: 'signin-1', stored: [passkey] }
      const verify = (changes: Partial<typeof answer>, now = start) => verifyPasskeyAssertion(means(now), { ...answer, ...changes })
      const otherKey = { ...(await atThePage(register)), credential_id: passkey.credential_id }
      const registration = await passkeyRegistration(means(), { ...wang, staffId: 'signin-1' })

      expect(await verify({ sealed: (await ask([passkey])).sealed })).toBeNull()
      expect(await verify({ sealed: registration.sealed })).toBeNull()
      expect(await verify({ subject: 'signin-2' })).toBeNull()
      expect(await verify({ origin: 'https://example.org' })).toBeNull()
      expect(await verify({ rpId: 'example.org' })).toBeNull()
      expect(await verify({ stored: [] })).toBeNull()
      expect(await verify({ stored: [otherKey] })).toBeNull()
      expect(await verify({}, start + 5 * minutes)).toBeNull()
      expect(await verify({}, start + 5 * minutes - 1)).toMatchObject({ new_counter: 2 })
    })
  })
})

test.each(['', 'null', '{}', '[]', 'NotAllowedError', '{"id":1}', '{"id":"AAAA","rawId":"AAAA","type":"public-key","response":{}}'])(
  'an answer that is none is refused: %s',
  async (response) => {
    const stored = [{ credential_id: 'AAAA', public_key: '', counter: 0, transports: [] }]
    const { sealed } = await passkeyRegistration(means(), wang)
    expect(await verifyPasskeyRegistration(means(), { ...wang, origin, sealed, response })).toBeNull()
    const question = await ask(stored)
    expect(await verifyPasskeyAssertion(means(), { rpId, origin, ...question, response, subject: 'signin-1', stored })).toBeNull()
  },
)
