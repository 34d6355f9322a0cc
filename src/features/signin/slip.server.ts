import type { RequestContext } from '../../kernel/context.ts'
import type { Statement } from '../../kernel/database.ts'
import { randomBytesForCode, spokenCode } from '../../kernel/spoken-code.ts'
import type { Vault } from '../../kernel/vault.ts'
import { guessesPerCode, slipCodeLength, slipLastsMs } from './limits.ts'

/** Who a code signs in. */
export interface SigninSubject {
  kind: 'resident' | 'staff'
  id: string
}

/**
 * Two slips may begin with the same four signs: with 5,000 of them in use every two-hundredth does. Each selector has
 * this many places, so that a slip is never refused and never takes another one's place.
 */
const placesPerSelector = 4

/** What finds and what proves a slip's code, as the database knows them. */
export const slipFingerprints = async (vault: Vault, code: string) => {
  const selector = code.slice(0, slipCodeLength / 2)
  const places = Array.from({ length: placesPerSelector }, (_, place) => `${selector} ${place}`)
  const [secret, ...selectors] = await Promise.all([
    vault.fingerprint('signin slip secret', code),
    ...places.map((place) => vault.fingerprint('signin slip selector', place)),
  ])
  return { selectors: JSON.stringify(selectors), secret: String(secret) }
}

interface Slip {
  code: string
  statement: Statement
  issued: Statement
  expires_at: number
}

const overtaken = `EXISTS (SELECT 1 FROM signin_codes AS later WHERE later.subject = :slip_subject AND later.channel = 'slip'
  AND later.issued_at > :slip_now)`

const always: Statement = { sql: 'true', args: {} }

/**
 * 登录纸条: a code of 8 signs, and the statement that issues it, to be written in the batch of the act of staff. It ends
 * every earlier slip of the same person. `issued_by` is who acts, as `staff:<id>`; `when` is an SQL condition, such as
 * that the person is in reach. `expires_at` is epoch milliseconds. Safe to repeat, also after a
 * later one was issued. `issued`, to be read after it, has a row if the code is good: without one nobody may be handed it.
 */
export const newSlip = async (
  { vault, now, newId, random }: Pick<RequestContext, 'vault' | 'now' | 'newId' | 'random'>,
  subject: SigninSubject,
  issuedBy: string,
  when: Statement = always,
): Promise<Slip> => {
  const code = spokenCode(random(randomBytesForCode), slipCodeLength)
  const { selectors, secret } = await slipFingerprints(vault, code)
  const expires_at = now + slipLastsMs
  const own = { slip_id: newId(), slip_subject: subject.id, slip_now: now }
  const statement: Statement = {
    sql: `INSERT INTO signin_codes (id, selector, secret, channel, subject_kind, subject, issued_at, issued_by, expires_at)
      SELECT :slip_id,
        (SELECT place.value FROM json_each(:slip_selectors) AS place WHERE NOT EXISTS (
          SELECT 1 FROM signin_codes AS held WHERE held.selector = place.value AND held.used_at IS NULL AND held.expires_at > :slip_now
            AND held.guesses < :slip_guesses) ORDER BY place.key LIMIT 1),
        :slip_secret, 'slip', :slip_kind, :slip_subject, :slip_now, :slip_issuer, :slip_expires
      WHERE (${when.sql}) AND NOT EXISTS (SELECT 1 FROM signin_codes WHERE id = :slip_id) AND NOT ${overtaken}
      ON CONFLICT (selector) DO UPDATE SET id = excluded.id, secret = excluded.secret, channel = excluded.channel,
        subject_kind = excluded.subject_kind, subject = excluded.subject, issued_at = excluded.issued_at, issued_by = excluded.issued_by,
        expires_at = excluded.expires_at, guesses = 0, used_at = NULL`,
    args: {
      ...when.args,
      ...own,
      slip_selectors: selectors,
      slip_secret: secret,
      slip_guesses: guessesPerCode,
      slip_kind: subject.kind,
      slip_issuer: issuedBy,
      slip_expires: expires_at,
    },
  }
  const issued = { sql: `SELECT 1 FROM signin_codes WHERE id = :slip_id AND used_at IS NULL AND NOT ${overtaken}`, args: own }
  return { code, statement, issued, expires_at }
}
