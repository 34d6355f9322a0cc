import { z } from 'zod'
import type { RequestContext } from '../../kernel/context.ts'

const challengeBytes = 32
/** How long a device may take to answer. */
export const challengeValidMs = 5 * 60_000

/** What a challenge was made for and for whom; it opens for nothing and nobody else. */
export type ChallengePurpose = `passkey ${'registration' | 'assertion'} of ${string}`

const sealedSchema = z.object({ challenge: z.string(), until: z.number() })

export const newChallenge = ({ random }: Pick<RequestContext, 'random'>) => Uint8Array.from(random(challengeBytes))

/** The browser keeps the challenge until the answer comes, so that an unanswered question leaves no row behind. */
export const sealChallenge = ({ vault, now }: Pick<RequestContext, 'vault' | 'now'>, challenge: string, purpose: ChallengePurpose) =>
  vault.seal(JSON.stringify({ challenge, until: now + challengeValidMs }), purpose)

/** The challenge (base64url), or null when it expired, was altered or was made for something or someone else. */
export const openChallenge = async (
  { vault, now }: Pick<RequestContext, 'vault' | 'now'>,
  sealed: string,
  purpose: ChallengePurpose,
): Promise<string | null> => {
  const plain = await vault.open(sealed, purpose)
  if (plain === null) return null
  const { challenge, until } = sealedSchema.parse(JSON.parse(plain))
  return now < until ? challenge : null
}
