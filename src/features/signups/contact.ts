import { z } from 'zod'

const contact = z.object({ name: z.string(), phone: z.string(), code: z.string() })

/**
 * What is sealed with a signup: enough to greet the party, call it and show it its code again. For a resident of the register
 * name and phone are empty here: they stand there alone, and are gone when the resident is.
 */
export type Contact = z.infer<typeof contact>

export const writeContact = (value: Contact) => JSON.stringify(value)

export const readContact = (plain: string): Contact => contact.parse(JSON.parse(plain))

/** The text a repeated request is compared by: same key and same text is the same request. `who` is what names the party. */
export const requestText = (activity: string, occurrence: string, who: string[], partySize: number) =>
  JSON.stringify([activity, occurrence, ...who, partySize])
