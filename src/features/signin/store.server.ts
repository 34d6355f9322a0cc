import type { Database } from '../../kernel/database.ts'
import type { Vault } from '../../kernel/vault.ts'
import { type ResidentClaims, tokenFingerprint } from './cookies.server.ts'

/** Whether a resident's session is good at this moment; notes that it was seen. One database call. */
export const confirmResident = async (database: Database, vault: Vault, token: string, now: number): Promise<ResidentClaims | null> => {
  const args = { token: await tokenFingerprint(vault, token), now }
  const good = "token = :token AND subject_kind = 'resident' AND ended_at IS NULL AND expires_at > :now"
  const results = await database.write([
    { sql: `UPDATE sessions SET seen_at = :now WHERE ${good}`, args },
    { sql: `SELECT id, subject FROM sessions WHERE ${good}`, args },
  ])
  const session = results[1]?.rows[0]
  if (!session) return null
  return { kind: 'resident', session: String(session['id']), resident: String(session['subject']), checked_at: now }
}
