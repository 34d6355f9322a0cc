import type { Statement } from '../../kernel/database.ts'

/** Ends the session of this token (fingerprint), by its owner. Safe to repeat. */
export const endByToken = (token: string, now: number): Statement => ({
  sql: "UPDATE sessions SET ended_at = :now, ended_by = 'self' WHERE token = :token AND ended_at IS NULL",
  args: { token, now },
})
