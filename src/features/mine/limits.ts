import type { AttemptLimit } from '../../kernel/attempts.ts'

const day = 24 * 60

/** Invitations one resident may send in a day, so that nobody tries out whose numbers are known. */
export const invitationsByResident: AttemptLimit = { kind: 'invitation', tries: 5, window_minutes: day }

/** New phone numbers one resident may try in a day, for the same reason. */
export const phonesByResident: AttemptLimit = { kind: 'own-phone', tries: 5, window_minutes: day }

/** Wrong codes for a new number by one resident in a day, whatever was sent anew. */
export const phoneGuessesByResident: AttemptLimit = { kind: 'own-phone-code', tries: 10, window_minutes: day }

/** How long the code for a new number works. */
export const phoneCodeLastsMs = 10 * 60_000
