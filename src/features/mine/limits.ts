import type { AttemptLimit } from '../../kernel/attempts.ts'

const day = 24 * 60

/** Invitations one resident may send in a day, so that nobody tries out whose numbers are known. */
export const invitationsByResident: AttemptLimit = { kind: 'invitation', tries: 5, window_minutes: day }

/** New phone numbers one resident may try in a day, for the same reason. */
export const phonesByResident: AttemptLimit = { kind: 'own-phone', tries: 5, window_minutes: day }
