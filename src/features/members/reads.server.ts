import type { Row, Statement } from '../../kernel/database.ts'
import type { Vault } from '../../kernel/vault.ts'

/** A resident as shown to whoever may see them. */
export interface Person {
  id: string
  household: string | null
  name: string
  phone: string | null
  relation: string
  under_14_until: string | null
}

const nameOf = (id: string) => `resident name ${id}`
const phoneOf = (id: string) => `resident phone ${id}`

/** Name and phone number (normalised) as they are stored: sealed to the resident's id, with the fingerprints that find them. */
export const sealPerson = async (vault: Vault, id: string, { name, phone }: { name: string; phone: string | null }) => ({
  name: await vault.seal(name, nameOf(id)),
  name_fingerprint: await vault.fingerprint('resident name', name),
  phone: phone && (await vault.seal(phone, phoneOf(id))),
  phone_fingerprint: phone && (await vault.fingerprint('phone', phone)),
})

/** An SQL condition: whether one of these texts is the name of a resident, also of one who has left. */
export const isSomebodysName = async (vault: Vault, texts: string[]): Promise<Statement> => ({
  sql: 'EXISTS (SELECT 1 FROM residents WHERE name_fingerprint IN (SELECT value FROM json_each(:possible_names)))',
  args: { possible_names: JSON.stringify(await Promise.all(texts.map((text) => vault.fingerprint('resident name', text)))) },
})

const open = async (vault: Vault, sealed: string, boundTo: string) => {
  const plain = await vault.open(sealed, boundTo)
  if (plain === null) throw new Error('a resident does not open: was the secret changed?')
  return plain
}

/** The name alone, or the phone alone, as `sealPerson` stored them. */
export const openResidentName = (vault: Vault, id: string, sealed: string) => open(vault, sealed, nameOf(id))
export const openResidentPhone = (vault: Vault, id: string, sealed: string) => open(vault, sealed, phoneOf(id))

/** A resident of a row with `personColumns`, opened. */
export const openPerson = async (vault: Vault, row: Row): Promise<Person> => {
  const { id, name, phone, household, relation, under_14_until } = row as unknown as Person
  const opened = { name: await openResidentName(vault, id, name), phone: phone && (await openResidentPhone(vault, id, phone)) }
  return { id, household, relation, under_14_until, ...opened }
}

export const personColumns =
  'residents.id, residents.household, residents.name, residents.phone, residents.relation, residents.under_14_until'

/** Why somebody may act for a resident: for oneself, as guardian of a child under 14, or as a delegate. */
export type Standing = 'self' | 'guardian' | 'delegate'

/**
 * Everybody a signed-in resident may act for at this moment, oneself first: `personColumns` and `standing`. A guardian's
 * standing ends by itself on the day the child turns 14; a child acts for nobody, not even itself. `today` is a day of the
 * site's time zone.
 */
export const actsFor = (resident: string, today: string): Statement => ({
  sql: `SELECT * FROM (SELECT ${personColumns}, 'self' AS standing FROM residents WHERE residents.id = :acting AND residents.household IS NOT NULL
    UNION ALL
    SELECT ${personColumns}, representations.kind AS standing FROM representations
      JOIN residents ON residents.id = representations.beneficiary AND residents.household IS NOT NULL
    WHERE representations.representative = :acting AND representations.ended_at IS NULL AND representations.accepted_at IS NOT NULL
      AND (representations.kind = 'delegate' OR residents.under_14_until > :today))
    WHERE NOT EXISTS (SELECT 1 FROM residents AS asking WHERE asking.id = :acting AND asking.under_14_until > :today)`,
  args: { acting: resident, today },
})

export interface ActsFor extends Person {
  standing: Standing
}

export const readActsFor = (vault: Vault, rows: Row[]): Promise<ActsFor[]> =>
  Promise.all(rows.map(async (row) => ({ ...(await openPerson(vault, row)), standing: row['standing'] as Standing })))
