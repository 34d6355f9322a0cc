import { decodeAttestationObject, isoBase64URL } from '@simplewebauthn/server/helpers'
import { z } from 'zod'

/** What the checks read of a browser's answer; the rest is dropped. Source: Web Authentication Level 3, section 5.1. */
const credential = { id: z.string(), rawId: z.string(), type: z.literal('public-key') }
const noExtensions = z.any().transform(() => ({}))

export const registrationSchema = z.object({
  ...credential,
  clientExtensionResults: noExtensions,
  response: z.object({
    clientDataJSON: z.string(),
    attestationObject: z.string(),
    transports: z.array(z.string().max(20)).max(10).default([]),
  }),
})

export const assertionSchema = z.object({
  ...credential,
  clientExtensionResults: noExtensions,
  response: z.object({ clientDataJSON: z.string(), authenticatorData: z.string(), signature: z.string() }),
})

/** The answer in the text a form brought, or null when it is no such answer. */
export const readAnswer = <Answer>(schema: z.ZodType<Answer>, text: string): Answer | null => {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

/**
 * Whether the device sent the certificate of its maker, which was not asked for. Checking one means fetching lists of
 * withdrawn certificates from wherever it says, and tells nothing this site acts on. Throws on bytes that are no attestation.
 */
export const hasCertificate = (attestationObject: string) => {
  const attestation = decodeAttestationObject(isoBase64URL.toBuffer(attestationObject))
  const format = attestation.get('fmt')
  return format !== 'none' && (format !== 'packed' || attestation.get('attStmt').get('x5c') !== undefined)
}

/** The library throws on every answer that does not verify; here that is an expected outcome. */
export const orNull = async <Value>(check: () => Promise<Value | null>): Promise<Value | null> => {
  try {
    return await check()
  } catch {
    return null
  }
}
