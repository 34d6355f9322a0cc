import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openVault } from './vault.ts'

const secret = 'a secret for tests, long enough for them'
const vault = await openVault(secret)
const other = await openVault(`${secret}.`)

describe('a sealed text', () => {
  test('opens to what was sealed, whatever it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string(), async (plain, boundTo) => {
        expect(await vault.open(await vault.seal(plain, boundTo), boundTo)).toBe(plain)
      }),
    )
  })

  test('opens after a restart with the same secret', async () => {
    const again = await openVault(secret)
    expect(await again.open(await vault.seal('王阿姨', 'record 1'), 'record 1')).toBe('王阿姨')
  })

  test('does not show what is in it, and looks different each time', async () => {
    const [first, second] = await Promise.all([vault.seal('19900000001', 'record 1'), vault.seal('19900000001', 'record 1')])
    expect(first).not.toContain('19900000001')
    expect(first).not.toBe(second)
    expect(first).toMatch(/^[\w-]{6}\.[\w-]{16}\.[\w-]+$/)
  })

  test('does not open for another record', async () => {
    expect(await vault.open(await vault.seal('王阿姨', 'record 1'), 'record 2')).toBeNull()
  })

  test('does not open under another secret', async () => {
    const sealed = await vault.seal('王阿姨', 'record 1')
    expect(await other.open(sealed, 'record 1')).toBeNull()
    const [, nonce, text] = sealed.split('.')
    const [theirs] = (await other.seal('', '')).split('.')
    expect(await other.open(`${theirs}.${nonce}.${text}`, 'record 1')).toBeNull()
  })

  test('does not open when one sign was altered', async () => {
    const sealed = await vault.seal('王阿姨', 'record 1')
    // The last sign of a part may carry bits that are not data, so every sign but those is tried.
    for (const [place, sign] of [...sealed].entries()) {
      if (sign === '.' || sealed[place + 1] === '.' || place === sealed.length - 1) continue
      const altered = `${sealed.slice(0, place)}${sign === 'A' ? 'B' : 'A'}${sealed.slice(place + 1)}`
      expect(await vault.open(altered, 'record 1')).toBeNull()
    }
  })

  test.each(['', '.', '..', 'x.y.z', '王.王.王', '%', 'a'.repeat(5000)])('%j is no sealed text', async (text) => {
    expect(await vault.open(text, 'record 1')).toBeNull()
    const [ours] = (await vault.seal('', '')).split('.')
    expect(await vault.open(`${ours}.${text}.${text}`, 'record 1')).toBeNull()
  })
})

describe('a fingerprint', () => {
  test('is the same for the same value and secret, and 256 bits long', async () => {
    expect(await vault.fingerprint('phone', '19900000001')).toBe(await (await openVault(secret)).fingerprint('phone', '19900000001'))
    expect(await vault.fingerprint('phone', '19900000001')).toMatch(/^[\w-]{43}$/)
  })

  test('differs by value, by purpose and by secret', async () => {
    const prints = await Promise.all([
      vault.fingerprint('phone', '19900000001'),
      vault.fingerprint('phone', '19900000002'),
      vault.fingerprint('client', '19900000001'),
      other.fingerprint('phone', '19900000001'),
    ])
    expect(new Set(prints).size).toBe(4)
  })

  test('of a purpose and a value is not that of another cut between them', async () => {
    expect(await vault.fingerprint('a', 'bc')).not.toBe(await vault.fingerprint('ab', 'c'))
  })
})

test('a short secret is refused with its name and the length it needs', async () => {
  await expect(openVault('x'.repeat(31))).rejects.toThrow('MULIN_SECRET must have at least 32 characters')
  await expect(openVault('x'.repeat(32))).resolves.toBeDefined()
})
