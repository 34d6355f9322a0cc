import type { Statement } from '../../kernel/database.ts'
import { endSessionsOf } from '../sessions/store.server.ts'

export { keepForm } from './kept-form.server.ts'

/**
 * Makes a member of staff enrol a second factor anew at the next sign-in: the app's secret and the passkeys are over, and
 * so is every session. Safe to repeat.
 */
export const resetSecondFactor = (staff: string, by: string, now: number): Statement[] => [
  { sql: 'UPDATE staff SET totp_secret = NULL, totp_confirmed_at = NULL WHERE id = :reset_staff', args: { reset_staff: staff } },
  {
    sql: 'UPDATE staff_passkeys SET ended_at = :reset_at WHERE staff = :reset_staff AND ended_at IS NULL',
    args: { reset_staff: staff, reset_at: now },
  },
  endSessionsOf(staff, by, now),
]
