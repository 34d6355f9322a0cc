import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { COSEALG, isoBase64URL } from '@simplewebauthn/server/helpers'
import type { RequestContext } from '../../kernel/context.ts'
import { assertionSchema, hasCertificate, orNull, readAnswer, registrationSchema } from './passkey-answer.server.ts'
import { challengeValidMs, newChallenge, openChallenge, sealChallenge } from './passkey-challenge.server.ts'

/** The same on both hosts, whatever else one of them can check. RS256 is what Windows Hello signs with. */
const algorithms = [COSEALG.ES256, COSEALG.EdDSA, COSEALG.RS256]

/** A passkey as it is kept. Id and key are base64url; `transports` tells a browser how to reach the device. */
export interface Passkey {
  credential_id: string
  public_key: string
  /** How often the device says it has signed; 0 for ever on devices that do not count. */
  counter: number
  transports: string[]
}

/** `options` is JSON text for `src/client/passkey.ts`; `sealed` goes into a hidden field and comes back with the answer. */
export interface PasskeyQuestion {
  options: string
  sealed: string
}

/** What came back from the browser: `response` is the text of `src/client/passkey.ts`, `origin` that of the request. */
export interface PasskeyAnswer {
  rpId: string
  origin: string
  sealed: string
  response: string
}

/**
 * What the device is asked to make a passkey for a member of staff. `staffId` (up to 64 bytes) is stored on the device;
 * `known` are the ids of the passkeys this person has, which the browser refuses to make again.
 */
export const passkeyRegistration = async (
  means: Pick<RequestContext, 'vault' | 'now' | 'random'>,
  { rpId, rpName, staffId, staffName, known }: { rpId: string; rpName: string; staffId: string; staffName: string; known: string[] },
): Promise<PasskeyQuestion> => {
  const options = await generateRegistrationOptions({
    rpID: rpId,
    rpName,
    userID: new TextEncoder().encode(staffId),
    userName: staffName,
    userDisplayName: staffName,
    challenge: newChallenge(means),
    timeout: challengeValidMs,
    attestationType: 'none',
    excludeCredentials: known.map((id) => ({ id })),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
    supportedAlgorithmIDs: algorithms,
  })
  return { options: JSON.stringify(options), sealed: await sealChallenge(means, options.challenge, `passkey registration of ${staffId}`) }
}

/** The new passkey, or null when the answer is not a device's answer to this question, asked of this person within five minutes. */
export const verifyPasskeyRegistration = async (
  means: Pick<RequestContext, 'vault' | 'now'>,
  { rpId, origin, sealed, response, staffId }: PasskeyAnswer & { staffId: string },
): Promise<Passkey | null> => {
  const expectedChallenge = await openChallenge(means, sealed, `passkey registration of ${staffId}`)
  const answer = readAnswer(registrationSchema, response)
  if (!expectedChallenge || !answer) return null
  const verified = await orNull(async () => {
    if (hasCertificate(answer.response.attestationObject)) return null
    return verifyRegistrationResponse({
      response: answer,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: false,
      supportedAlgorithmIDs: algorithms,
    })
  })
  if (!verified?.verified) return null
  const { id, publicKey, counter } = verified.registrationInfo.credential
  return { credential_id: id, public_key: isoBase64URL.fromBuffer(publicKey), counter, transports: answer.response.transports }
}

/**
 * What the device is asked to sign. `subject` is the id of the sign-in that waits for it, so that an answer ends that sign-in
 * and no other: on a device that does not count, the same answer verifies again until it expires.
 */
export const passkeyAssertion = async (
  means: Pick<RequestContext, 'vault' | 'now' | 'random'>,
  { rpId, subject, stored }: { rpId: string; subject: string; stored: Pick<Passkey, 'credential_id' | 'transports'>[] },
): Promise<PasskeyQuestion> => {
  const options = await generateAuthenticationOptions({
    rpID: rpId,
    challenge: newChallenge(means),
    timeout: challengeValidMs,
    allowCredentials: stored.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    userVerification: 'preferred',
  })
  return { options: JSON.stringify(options), sealed: await sealChallenge(means, options.challenge, `passkey assertion of ${subject}`) }
}

/**
 * Which of the stored passkeys signed, and its counter to keep; or null when the answer is none of theirs to this question
 * within five minutes, or its counter did not grow, as when a device was copied.
 */
export const verifyPasskeyAssertion = async (
  means: Pick<RequestContext, 'vault' | 'now'>,
  { rpId, origin, sealed, response, subject, stored }: PasskeyAnswer & { subject: string; stored: Passkey[] },
): Promise<{ credential_id: string; new_counter: number } | null> => {
  const expectedChallenge = await openChallenge(means, sealed, `passkey assertion of ${subject}`)
  const answer = readAnswer(assertionSchema, response)
  const passkey = stored.find(({ credential_id }) => credential_id === answer?.id)
  if (!expectedChallenge || !answer || !passkey) return null
  const verified = await orNull(() =>
    verifyAuthenticationResponse({
      response: answer,
      expectedChallenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: { id: passkey.credential_id, publicKey: isoBase64URL.toBuffer(passkey.public_key), counter: passkey.counter },
      requireUserVerification: false,
    }),
  )
  if (!verified?.verified) return null
  return { credential_id: passkey.credential_id, new_counter: verified.authenticationInfo.newCounter }
}
