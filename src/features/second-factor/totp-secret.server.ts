import { z } from 'zod'
import type { RequestContext } from '../../kernel/context.ts'
import type { Vault } from '../../kernel/vault.ts'
import { enrolmentLastsMs } from './limits.ts'

const boundToStaff = (staff: string) => `totp secret ${staff}`

export const sealTotpSecret = (vault: Vault, staff: string, secret: string) => vault.seal(secret, boundToStaff(staff))

export const openTotpSecret = async (vault: Vault, staff: string, sealed: string) => {
  const secret = await vault.open(sealed, boundToStaff(staff))
  if (secret === null) throw new Error('the secret of a second factor does not open: was the secret changed?')
  return secret
}

const offerSchema = z.object({ secret: z.string(), until: z.number() })
const boundToSession = (session: string) => `totp offer ${session}`

/** A new secret waits in the page itself until a code shows that an app has it; an offer nobody takes leaves no row. */
export const sealOffer = ({ vault, now }: Pick<RequestContext, 'vault' | 'now'>, session: string, secret: string) =>
  vault.seal(JSON.stringify({ secret, until: now + enrolmentLastsMs }), boundToSession(session))

/** The secret that was offered to this session, or null when that is too long ago or was never so. */
export const openOffer = async ({ vault, now }: Pick<RequestContext, 'vault' | 'now'>, session: string, sealed: string) => {
  const plain = await vault.open(sealed, boundToSession(session))
  if (plain === null) return null
  const { secret, until } = offerSchema.parse(JSON.parse(plain))
  return now < until ? secret : null
}
