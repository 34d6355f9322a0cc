import type { Statement } from '../../kernel/database.ts'
import type { RepresentationKind } from './copy.ts'

export interface NewRepresentation {
  id: string
  kind: RepresentationKind
  beneficiary: string
  /** Who will act: a resident's id, or the fingerprint of the phone number that finds one. */
  representative: { id: string } | { phone_fingerprint: string }
  notice_version: string
  /** 'self' for the resident who names somebody, 'staff:…' at the desk. */
  granted_by: string
  /** At the desk, where both are present, it is in force at once. */
  accepted: boolean
}

const argsOf = (one: NewRepresentation, today: string) => ({
  representation: one.id,
  representation_kind: one.kind,
  beneficiary: one.beneficiary,
  representative: 'id' in one.representative ? one.representative.id : null,
  representative_phone: 'id' in one.representative ? null : one.representative.phone_fingerprint,
  today,
})

const always: Statement = { sql: 'true', args: {} }

/** Pairs of one beneficiary and one representative who fit each other; a child is answered for by an adult of its household. */
const fitting = `FROM residents AS beneficiary, residents AS representative
  WHERE beneficiary.id = :beneficiary AND beneficiary.household IS NOT NULL
    AND (representative.id = :representative OR representative.phone_fingerprint = :representative_phone)
    AND representative.household IS NOT NULL AND representative.id <> beneficiary.id
    AND (representative.under_14_until IS NULL OR representative.under_14_until <= :today)
    AND CASE :representation_kind
      WHEN 'guardian' THEN beneficiary.under_14_until > :today AND representative.household = beneficiary.household
      ELSE beneficiary.under_14_until IS NULL OR beneficiary.under_14_until <= :today END`

/** What the database must hold for a grant, whatever becomes of it: `known` if the representative is registered, `fits` if the two may be paired. */
export const grantFacts = (one: NewRepresentation, today: string): Statement => ({
  sql: `SELECT EXISTS (SELECT 1 FROM residents WHERE household IS NOT NULL
      AND (id = :representative OR phone_fingerprint = :representative_phone)) AS known,
    EXISTS (SELECT 1 ${fitting}) AS fits`,
  args: argsOf(one, today),
})

/**
 * Names a representative: 监护人 of a child under 14 in the same household, or 代办人. One that is there already stays as it
 * is; one that ended by itself because the child is 14 makes way. `today` is a day of the site's time zone; `when` is an
 * SQL condition on the pair (`beneficiary`, `representative`), such as that they live in one household.
 */
export const grantRepresentation = (one: NewRepresentation, today: string, now: number, when: Statement = always): Statement[] => {
  const args = {
    ...when.args,
    ...argsOf(one, today),
    notice_version: one.notice_version,
    granted_by: one.granted_by,
    accepted_at: one.accepted ? now : null,
    now,
  }
  return [
    {
      sql: `UPDATE representations SET ended_at = :now, ended_by = 'age' WHERE beneficiary = :beneficiary AND kind = 'guardian' AND ended_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM residents WHERE id = :beneficiary AND under_14_until > :today)`,
      args,
    },
    {
      sql: `INSERT INTO representations (id, kind, beneficiary, representative, notice_version, granted_at, granted_by, accepted_at)
        SELECT :representation, :representation_kind, beneficiary.id, representative.id, :notice_version, :now, :granted_by, :accepted_at ${fitting}
          AND (${when.sql})
        ON CONFLICT DO NOTHING`,
      args,
    },
    {
      sql: `UPDATE representations SET accepted_at = :accepted_at WHERE :accepted_at IS NOT NULL AND kind = :representation_kind
        AND accepted_at IS NULL AND ended_at IS NULL AND beneficiary = :beneficiary AND EXISTS (SELECT 1 ${fitting}
          AND representative.id = representations.representative AND (${when.sql}))`,
      args,
    },
  ]
}

/** The representative agrees. Nobody else can. */
export const acceptRepresentation = (id: string, representative: string, now: number): Statement => ({
  sql: `UPDATE representations SET accepted_at = :now
    WHERE id = :representation AND representative = :representative AND accepted_at IS NULL AND ended_at IS NULL`,
  args: { representation: id, representative, now },
})

/** Ends it for good, by one of the two (`party`, a resident's id) or by staff (null). */
export const endRepresentation = (id: string, party: string | null, by: string, now: number): Statement => ({
  sql: `UPDATE representations SET ended_at = :now, ended_by = :ended_by
    WHERE id = :representation AND ended_at IS NULL AND (:party IS NULL OR beneficiary = :party OR representative = :party)`,
  args: { representation: id, party, ended_by: by, now },
})

/** Whoever leaves represents nobody any more, and is represented by nobody. */
export const endAllRepresentations = (resident: string, by: string, now: number): Statement => ({
  sql: `UPDATE representations SET ended_at = :now, ended_by = :ended_by
    WHERE ended_at IS NULL AND (beneficiary = :resident OR representative = :resident)`,
  args: { resident, ended_by: by, now },
})
