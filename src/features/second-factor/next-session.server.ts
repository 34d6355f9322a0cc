import type { Statement } from '../../kernel/database.ts'
import type { Vault } from '../../kernel/vault.ts'
import { idOf, tokenFingerprint } from '../sessions/store.server.ts'

/** How a session ends when a second factor was given in it. */
export const endedBySecondFactor = 'second factor'

/** The session in which a browser goes on after the second factor. */
export interface NextSession {
  id: string
  token: string
  fingerprint: string
}

/**
 * Another token for a browser whose second factor was given, so that whoever knew or planted the earlier one holds nothing. It
 * comes of the site's secret and of that token: random to everybody, and the same when the form comes again.
 */
export const nextSession = async (vault: Vault, token: string): Promise<NextSession> => {
  const [next, id] = await Promise.all([vault.fingerprint('verified token', token), vault.fingerprint('verified session', token)])
  return { id: idOf(id), token: next, fingerprint: await tokenFingerprint(vault, next) }
}

/** Opens it with the second factor and ends the earlier one, if the SQL condition `when` holds. Safe to repeat. */
export const goOn = (when: string, args: Statement['args']): Statement[] =>
  [
    `INSERT INTO sessions (id, token, subject_kind, subject, device, created_at, seen_at, expires_at, second_factor_at)
      SELECT :next, :next_token, subject_kind, subject, device, created_at, :now, expires_at, :now FROM sessions
      WHERE id = :session AND ended_at IS NULL AND ${when} ON CONFLICT DO NOTHING`,
    `UPDATE sessions SET ended_at = :now, ended_by = '${endedBySecondFactor}' WHERE id = :session AND ended_at IS NULL AND ${when}`,
  ].map((sql) => ({ sql, args }))
