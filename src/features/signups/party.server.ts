import type { Vault } from '../../kernel/vault.ts'
import { openResidentName, openResidentPhone } from '../members/reads.server.ts'
import { type Contact, readContact } from './contact.ts'
import { actsForWords, unknownName } from './copy.ts'
import type { StoredSignup } from './sql.server.ts'

type Sealed = Pick<
  StoredSignup,
  'resident' | 'representative' | 'resident_name' | 'resident_phone' | 'representative_name' | 'representative_phone' | 'staff_name'
>

/** The people of a signup, as far as the register knows them. */
export interface People {
  resident: { name: string; phone: string | null } | null
  representative: { name: string; phone: string | null } | null
  staff_name: string | null
}

export const openContact = async (vault: Vault, sealed: string, id: string) => {
  const plain = await vault.open(sealed, id)
  if (plain === null) throw new Error('a contact does not open: was the secret changed?')
  return readContact(plain)
}

const openOne = async (vault: Vault, id: string | null, name: string | null, phone: string | null) =>
  id === null || name === null
    ? null
    : { name: await openResidentName(vault, id, name), phone: phone && (await openResidentPhone(vault, id, phone)) }

export const openPeople = async (vault: Vault, signup: Sealed): Promise<People> => ({
  resident: await openOne(vault, signup.resident, signup.resident_name, signup.resident_phone),
  representative: await openOne(vault, signup.representative, signup.representative_name, signup.representative_phone),
  staff_name: signup.staff_name,
})

/** What the party is called, and its own phone number or none. */
export const partyOf = (contact: Contact, { resident }: People) =>
  resident ?? { name: contact.name || unknownName, phone: contact.phone || null }

/** `李敏替李奶奶报名`; null for who signed up alone. */
export const actedForWords = (name: string, { representative, staff_name }: People) => {
  const who = staff_name ?? representative?.name
  return who ? actsForWords(who, name, staff_name !== null) : null
}

const noContact = { name: '', phone: '', code: '' }

/** Whom the desk has before it. `phone` is whom to call: `phone_of` names them when it is not the party's own. */
export const readParty = async (vault: Vault, signup: StoredSignup) => {
  const contact = signup.contact ? await openContact(vault, signup.contact, signup.id) : noContact
  const people = await openPeople(vault, signup)
  const party = partyOf(contact, people)
  const called = party.phone ? null : people.representative
  return {
    name: party.name,
    phone: party.phone ?? called?.phone ?? null,
    phone_of: called?.phone ? called.name : null,
    taken_by: actedForWords(party.name, people),
  }
}
