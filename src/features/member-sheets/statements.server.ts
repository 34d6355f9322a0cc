import type { SqlValue, Statement } from '../../kernel/database.ts'
import type { Vault } from '../../kernel/vault.ts'
import { under14Until } from '../members/child.ts'
import { sealPerson } from '../members/reads.server.ts'
import type { ImportPlan, PlannedPerson } from './plan.ts'

type Cells = (string | number | null)[]

/** Rows as one parameter, so that any number of them is one statement; a column is read as `value ->> n`. */
const rowsOf = (rows: Cells[]) => JSON.stringify(rows)

const personCells = async (vault: Vault, person: PlannedPerson): Promise<Cells> => {
  const sealed = await sealPerson(vault, person.id, person)
  return [
    person.id,
    person.household,
    sealed.name,
    sealed.name_fingerprint,
    sealed.phone,
    sealed.phone_fingerprint,
    person.relation,
    person.birth_month && under14Until(person.birth_month),
  ]
}

const tagCells = (people: PlannedPerson[]): Cells[] => people.flatMap(({ id, audiences }) => audiences.map((tag) => [id, tag]))

/**
 * The plan as statements that are one batch: any number of households in eight statements. A row that somebody else made in
 * the meantime breaks a UNIQUE and with it the whole batch. Safe to repeat.
 */
export const importStatements = async (
  vault: Vault,
  { households, added, changed, joined }: ImportPlan,
  { by, now, today, notice_version }: { by: string; now: number; today: string; notice_version: string },
): Promise<Statement[]> => {
  const common: Record<string, SqlValue> = { by, now, today, notice_version }
  const cells = async (people: PlannedPerson[]) => {
    const rows: Cells[] = []
    for (const person of people) rows.push(await personCells(vault, person))
    return rowsOf(rows)
  }
  const retold = changed.filter(({ audiences }) => audiences.length > 0)
  const events: Cells[] = [
    ...households.map(({ id, people }): Cells => [id, 'created', people]),
    ...joined.map(({ household, people }): Cells => [household, 'joined', people]),
  ]
  const steps: [string, string, number][] = [
    [
      `INSERT INTO households (id, building, unit, room, created_at, created_by)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, :now, :by FROM json_each(:rows)
        WHERE NOT EXISTS (SELECT 1 FROM households WHERE id = value ->> 0)`,
      rowsOf(households.map(({ id, door }) => [id, door.building, door.unit, door.room])),
      households.length,
    ],
    [
      'UPDATE residents SET phone = NULL, phone_fingerprint = NULL WHERE id IN (SELECT value ->> 0 FROM json_each(:rows))',
      rowsOf(changed.flatMap(({ id, phone }) => (phone ? [[id]] : []))),
      changed.length,
    ],
    [
      `INSERT INTO residents (id, household, name, name_fingerprint, phone, phone_fingerprint, relation, under_14_until, notice_version, created_at, created_by)
        SELECT value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, :notice_version, :now, :by
        FROM json_each(:rows) WHERE NOT EXISTS (SELECT 1 FROM residents WHERE id = value ->> 0)`,
      await cells(added),
      added.length,
    ],
    [
      `UPDATE residents SET relation = told.value ->> 6, phone = COALESCE(told.value ->> 4, phone),
          phone_fingerprint = COALESCE(told.value ->> 5, phone_fingerprint), under_14_until = COALESCE(told.value ->> 7, under_14_until)
        FROM json_each(:rows) AS told WHERE residents.id = told.value ->> 0 AND residents.household = told.value ->> 1`,
      await cells(changed),
      changed.length,
    ],
    [
      `UPDATE sessions SET ended_at = :now, ended_by = :by WHERE ended_at IS NULL AND subject IN (SELECT residents.id
        FROM json_each(:rows) AS told JOIN residents ON residents.id = told.value ->> 0 WHERE residents.under_14_until > :today)`,
      rowsOf(changed.flatMap(({ id, birth_month }) => (birth_month ? [[id]] : []))),
      changed.filter(({ birth_month }) => birth_month).length,
    ],
    [
      'DELETE FROM resident_tags WHERE resident IN (SELECT value ->> 0 FROM json_each(:rows))',
      rowsOf(retold.map(({ id }) => [id])),
      retold.length,
    ],
    [
      `INSERT INTO resident_tags (resident, tag, notice_version, recorded_at, recorded_by)
        SELECT value ->> 0, value ->> 1, :notice_version, :now, :by FROM json_each(:rows) WHERE true ON CONFLICT DO NOTHING`,
      rowsOf(tagCells([...added, ...retold])),
      tagCells([...added, ...retold]).length,
    ],
    [
      `INSERT INTO household_events (household, kind, people, at, actor)
        SELECT value ->> 0, value ->> 1, value ->> 2, :now, :by FROM json_each(:rows) WHERE NOT EXISTS (
          SELECT 1 FROM household_events WHERE household = value ->> 0 AND kind = value ->> 1 AND at = :now AND actor = :by)`,
      rowsOf(events),
      events.length,
    ],
  ]
  return steps.flatMap(([sql, rows, count]) => (count === 0 ? [] : [{ sql, args: { ...common, rows } }]))
}
