import type { Role } from '../../kernel/actor.ts'
import type { Row, Statement } from '../../kernel/database.ts'
import type { Colleague } from './colleague.ts'

const columns = `staff.id, staff.name, staff.role, staff.scope, staff.created_at, staff.ended_at,
  (staff.totp_confirmed_at IS NOT NULL OR EXISTS (SELECT 1 FROM staff_passkeys WHERE staff_passkeys.staff = staff.id
    AND staff_passkeys.ended_at IS NULL)) AS has_second_factor, (staff.resident IS NOT NULL OR staff.household IS NOT NULL) AS has_home`

/**
 * The household of a member of staff, as an SQL expression: that of their row in the register, or the one it was in when it was deleted.
 * `staff` is an SQL expression. Null where it is not known.
 */
export const homeOfStaff = (staff: string) => `(SELECT COALESCE(residents.household, staff.household) FROM staff
  LEFT JOIN residents ON residents.id = staff.resident WHERE staff.id = ${staff})`

/** Everybody, those in service first. */
export const allColleagues = (): Statement => ({
  sql: `SELECT ${columns} FROM staff ORDER BY ended_at IS NOT NULL, created_at, rowid`,
  args: {},
})

export const oneColleague = (id: string): Statement => ({
  sql: `SELECT ${columns} FROM staff WHERE id = :colleague`,
  args: { colleague: id },
})

export const readColleagues = (rows: Row[]): Colleague[] =>
  rows.map((row) => ({
    ...(row as unknown as Colleague),
    has_second_factor: row['has_second_factor'] === 1,
    has_home: row['has_home'] === 1,
  }))

/** A member of staff as the subject of an act, if there is one. */
export const aboutColleague = (id: string) => ({
  kind: 'staff',
  sql: '(SELECT staff.id FROM staff WHERE staff.id = :colleague)',
  args: { colleague: id },
})

/** That a member of staff is in service, as an SQL condition. */
export const inService = (id: string): Statement => ({
  sql: 'EXISTS (SELECT 1 FROM staff WHERE staff.id = :colleague AND staff.ended_at IS NULL)',
  args: { colleague: id },
})

export interface NewColleague {
  id: string
  name: string
  role: Role
  scope: string | null
}

/** Safe to repeat: the id is chosen before. `by` is who adds, `now` epoch milliseconds, `when` an SQL condition. */
export const addColleague = ({ id, name, role, scope }: NewColleague, by: string, now: number, when = 'true'): Statement => ({
  sql: `INSERT INTO staff (id, name, role, scope, created_at, created_by) SELECT :id, :name, :role, :scope, :now, :by WHERE ${when}
    ON CONFLICT (id) DO NOTHING`,
  args: { id, name, role, scope, now, by },
})

/** Ends a service, which signs the person out everywhere (a trigger does). The last steward's cannot end: the batch fails. */
export const endService = (id: string, by: string, now: number): Statement => ({
  sql: 'UPDATE staff SET ended_at = :now, ended_by = :by WHERE id = :colleague AND ended_at IS NULL',
  args: { colleague: id, now, by },
})

/** Which resident a member of staff is, or none (null). Nobody takes back their own, or points could be given to oneself. `by` is an id. */
export const setHome = (id: string, resident: string | null, by: string): Statement => ({
  sql: `UPDATE staff SET resident = :resident, household = NULL WHERE id = :colleague AND ended_at IS NULL
    AND (id <> :home_by OR staff.household IS NULL AND (staff.resident IS NULL OR staff.resident IS :resident))`,
  args: { colleague: id, resident, home_by: by },
})
