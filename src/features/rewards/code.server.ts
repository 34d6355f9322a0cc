import type { RequestContext } from '../../kernel/context.ts'
import { randomBytesForCode, spokenCode } from '../../kernel/spoken-code.ts'
import type { Vault } from '../../kernel/vault.ts'
import { pickupCodeLength } from './limits.ts'

const boundTo = (redemption: string) => `pickup code ${redemption}`

export const codeFingerprint = (vault: Vault, code: string) => vault.fingerprint('pickup code', code)

/** 领取码 as it is stored with a redemption: sealed, and found by its fingerprint. */
export const newPickupCode = async ({ vault, random }: Pick<RequestContext, 'vault' | 'random'>, redemption: string) => {
  const code = spokenCode(random(randomBytesForCode), pickupCodeLength)
  return { code: await vault.seal(code, boundTo(redemption)), code_fingerprint: await codeFingerprint(vault, code) }
}

export const openPickupCode = async (vault: Vault, redemption: string, sealed: string) => {
  const code = await vault.open(sealed, boundTo(redemption))
  if (code === null) throw new Error('a pickup code does not open: was the secret changed?')
  return code
}
