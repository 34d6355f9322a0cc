import { TOTP, URI } from 'otpauth'
import { describe, expect, test } from 'vitest'
import { checkTotp, newTotpSecret, totpAddress } from './totp.server.ts'

/** RFC 6238 appendix B, SHA-1: the ASCII text 12345678901234567890 in base32; codes cut to their last six digits. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'
const vectors: [number, string][] = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
]
const never = -1
const step = 30_000
const moment = 1_234_567_890_000
const ownStep = Math.floor(moment / step)

describe('a code of the authenticator app', () => {
  test.each(vectors)('at %i seconds is that of RFC 6238 appendix B', (seconds, code) => {
    expect(checkTotp(secret, code, seconds * 1000, never)).toBe(Math.floor(seconds / 30))
  })

  test.each(['００５９２４', ' 005 924 ', '005-924', '００５　９２４'])('may be typed as “%s”', (typed) => {
    expect(checkTotp(secret, typed, moment, never)).toBe(ownStep)
  })

  test.each(['005925', '05924', '0005924', '89005924', '', 'abcdef', '٠٠٥٩٢٤', '5924', '5.924e3'])('is not “%s”', (typed) => {
    expect(checkTotp(secret, typed, moment, never)).toBeNull()
  })

  test('of another secret is wrong', () => {
    expect(checkTotp('JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP', '005924', moment, never)).toBeNull()
  })
})

describe('a clock that goes wrong', () => {
  test.each([-step, 0, step])('by %i ms is forgiven, and the step is that of the code', (drift) => {
    expect(checkTotp(secret, '005924', moment + drift, never)).toBe(ownStep)
  })
  test('by two steps is not', () => {
    expect(checkTotp(secret, '005924', moment - 2 * step, never)).toBeNull()
    expect(checkTotp(secret, '005924', moment + 2 * step, never)).toBeNull()
  })
  test('is forgiven to the last millisecond of the step', () => {
    const end = (ownStep + 2) * step
    expect(checkTotp(secret, '005924', end - 1, never)).toBe(ownStep)
    expect(checkTotp(secret, '005924', end, never)).toBeNull()
  })
})

describe('a code works once', () => {
  test('not again in its own step, nor in the next', () => {
    expect(checkTotp(secret, '005924', moment, ownStep)).toBeNull()
    expect(checkTotp(secret, '005924', moment + step, ownStep)).toBeNull()
  })
  test('nor after a later code was used', () => {
    expect(checkTotp(secret, '005924', moment, ownStep + 1)).toBeNull()
  })
  test('and the one after it still does', () => {
    expect(checkTotp(secret, '005924', moment, ownStep - 1)).toBe(ownStep)
  })
})

describe('a new secret', () => {
  test('is twenty random bytes in base32', () => {
    const asked: number[] = []
    const random = (bytes: number) => {
      asked.push(bytes)
      return new TextEncoder().encode('12345678901234567890')
    }
    expect(newTotpSecret(random)).toBe(secret)
    expect(asked).toEqual([20])
  })

  test('is read by an app from an address, with the names of community and person', () => {
    const address = totpAddress(secret, { account: '王 网格员', issuer: '睦邻:示例社区' })
    expect(address).toBe(
      `otpauth://totp/${encodeURIComponent('睦邻:示例社区')}:${encodeURIComponent('王 网格员')}` +
        `?issuer=${encodeURIComponent('睦邻:示例社区')}&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    )
    const app = URI.parse(address)
    expect(app instanceof TOTP && app.generate({ timestamp: moment })).toBe('005924')
  })
})
