import { z } from 'zod'

const contact = z.object({ name: z.string(), phone: z.string(), code: z.string() })

/** What is sealed with a signup: enough to greet the party, call it and show it its code again. */
export type Contact = z.infer<typeof contact>

export const writeContact = (value: Contact) => JSON.stringify(value)

export const readContact = (plain: string): Contact => contact.parse(JSON.parse(plain))

/** The text a repeated request is compared by: same key and same text is the same request. */
export const requestText = (request: { activity: string; occurrence: string; name: string; phone: string; party_size: number }) =>
  JSON.stringify([request.activity, request.occurrence, request.name, request.phone, request.party_size])
