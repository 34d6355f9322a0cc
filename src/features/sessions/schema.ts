import { z } from 'zod'
import { type ResidentActor, roles, type StaffActor } from '../../kernel/actor.ts'

/** What the proof in a cookie claims of a resident. */
export const residentClaims = z.strictObject({
  kind: z.literal('resident'),
  session: z.string(),
  resident: z.string(),
  checked_at: z.int(),
})

/** What the proof in a cookie claims of a member of staff. */
export const staffClaims = z.strictObject({
  kind: z.literal('staff'),
  session: z.string(),
  staff: z.string(),
  name: z.string(),
  role: z.enum(roles),
  scope: z.string().nullable(),
  second_factor_at: z.int().nullable(),
})

/** `checked_at` (epoch ms): when the database last said that the session is good. */
export type ResidentClaims = ResidentActor & { checked_at: number }
export type Claims = ResidentClaims | StaffActor
