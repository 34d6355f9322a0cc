import type { Row } from '../../kernel/database.ts'
import type { Vault } from '../../kernel/vault.ts'
import { isUnder14 } from '../members/child.ts'
import { openPerson, openResidentName } from '../members/reads.server.ts'
import { relationWord } from './household.ts'
import type { MyPerson, MyRelative, MyRepresentation } from './views.ts'

const number = (value: unknown) => (value === null || value === undefined ? null : Number(value))

export const openPersonOf = async (vault: Vault, row: Row, today: string): Promise<MyPerson> => {
  const { id, name, phone, relation, under_14_until } = await openPerson(vault, row)
  return {
    id,
    name,
    phone,
    relation: relationWord(relation),
    under_14_until,
    is_child: isUnder14(under_14_until, today),
    notice_version: String(row['notice_version']),
    registered_at: Number(row['created_at']),
    left_at: number(row['left_at']),
  }
}

export const openRelatives = (vault: Vault, rows: Row[], today: string): Promise<MyRelative[]> =>
  Promise.all(
    rows.map(async (row) => {
      const { id, name, relation, under_14_until } = await openPerson(vault, row)
      return { id, name, relation: relationWord(relation), is_child: isUnder14(under_14_until, today) }
    }),
  )

/** Who was invited by phone number is not told before they accept: whoever invites is not to learn whose number it is. */
export const invitedByPhone = 'self by phone'

const isHidden = (row: Row, resident: string) =>
  row['beneficiary'] === resident && row['granted_by'] === invitedByPhone && row['accepted_at'] === null

const stateOf = (row: Row) => (row['ended_at'] !== null ? 'ended' : row['accepted_at'] !== null ? 'in_force' : 'offered')

export const openRepresentations = (vault: Vault, rows: Row[], resident: string): Promise<MyRepresentation[]> =>
  Promise.all(
    rows
      .filter((row) => !isHidden(row, resident))
      .map(async (row) => ({
        id: String(row['id']),
        kind: row['kind'] as MyRepresentation['kind'],
        side: row['beneficiary'] === resident ? ('for-me' as const) : ('by-me' as const),
        person: await openResidentName(vault, String(row['other']), String(row['name'])),
        person_id: String(row['other']),
        state: stateOf(row),
        notice_version: String(row['notice_version']),
        granted_at: Number(row['granted_at']),
        accepted_at: number(row['accepted_at']),
        ended_at: number(row['ended_at']),
      })),
  )
