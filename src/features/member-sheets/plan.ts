import { under14Until } from '../members/child.ts'
import { type Door, doorText } from '../members/door.ts'
import { importWords } from './copy.ts'
import { importMaxProblems } from './limits.ts'
import type { ImportCounts } from './page.ts'
import type { ImportHousehold, ImportMember, ImportProblem } from './rows.ts'

/** A resident as registered already; fingerprints stand for name and phone. */
export interface RegisteredPerson {
  id: string
  household: string
  name_fingerprint: string
  phone_fingerprint: string | null
  relation: string
  under_14_until: string | null
  tags: string[]
}

export interface Registered {
  /** By `doorText`. */
  households: Map<string, string>
  people: RegisteredPerson[]
}

/** A row of the sheet with its fingerprints, in the same order as the sheet's people. */
export interface PrintedMember extends ImportMember {
  door: Door
  name_fingerprint: string
  phone_fingerprint: string | null
}

export interface PlannedPerson extends PrintedMember {
  /** The resident's id: the registered one's, or a new one. */
  id: string
  household: string
}

export interface ImportPlan {
  households: { id: string; door: Door; people: number }[]
  added: PlannedPerson[]
  changed: PlannedPerson[]
  /** Households that were there and get more people. */
  joined: { household: string; people: number }[]
  counts: ImportCounts
}

export type Planning = { ok: true; plan: ImportPlan } | { ok: false; problems: ImportProblem[]; count: number }

export const membersOf = (households: ImportHousehold[]) =>
  households.flatMap(({ door, members }) => members.map((member) => ({ ...member, door })))

/** Whether a row says anything that is not registered yet. An empty cell says nothing. */
const saysMore = (member: PrintedMember, one: RegisteredPerson) =>
  member.relation !== one.relation ||
  (member.phone_fingerprint !== null && member.phone_fingerprint !== one.phone_fingerprint) ||
  (member.birth_month !== null && under14Until(member.birth_month) !== one.under_14_until) ||
  (member.audiences.length > 0 && [...member.audiences].sort().join() !== [...one.tags].sort().join())

/**
 * What a good sheet would change. The same name behind the same door is the same person, who is brought up to date; who is
 * registered and not in the sheet stays. A phone number that stays with somebody else makes its row bad.
 */
export const planImport = (members: PrintedMember[], { households, people }: Registered, newId: () => string): Planning => {
  const known = new Map(people.map((one) => [`${one.household} ${one.name_fingerprint}`, one]))
  const owners = new Map(people.flatMap((one) => (one.phone_fingerprint ? [[one.phone_fingerprint, one.id] as const] : [])))
  const fresh = new Map<string, ImportPlan['households'][number]>()
  const planned = members.map((member) => {
    const door = doorText(member.door)
    const there = households.get(door)
    const made = there ? undefined : (fresh.get(door) ?? { id: newId(), door: member.door, people: 0 })
    if (made) fresh.set(door, { ...made, people: made.people + 1 })
    const household = there ?? made?.id ?? ''
    const registered = known.get(`${household} ${member.name_fingerprint}`)
    return { person: { ...member, household, id: registered?.id ?? newId() }, registered }
  })
  const letGo = new Set(
    planned.flatMap(({ person, registered }) =>
      registered && person.phone_fingerprint && registered.phone_fingerprint !== person.phone_fingerprint ? [registered.id] : [],
    ),
  )
  const bad = planned.filter(({ person }) => {
    const owner = person.phone_fingerprint ? owners.get(person.phone_fingerprint) : undefined
    return owner !== undefined && owner !== person.id && !letGo.has(owner)
  })
  if (bad.length > 0) {
    const problems = bad
      .slice(0, importMaxProblems)
      .map(({ person: { row } }) => ({ row, sentence: importWords.row(row, [importWords.phoneTaken]) }))
    return { ok: false, problems, count: bad.length }
  }
  const added = planned.filter(({ registered }) => !registered).map(({ person }) => person)
  const changed = planned.filter(({ person, registered }) => registered && saysMore(person, registered)).map(({ person }) => person)
  const joined = new Map<string, number>()
  const registeredHouseholds = new Set(households.values())
  for (const { household } of added) if (registeredHouseholds.has(household)) joined.set(household, (joined.get(household) ?? 0) + 1)
  return {
    ok: true,
    plan: {
      households: [...fresh.values()],
      added,
      changed,
      joined: [...joined].map(([household, count]) => ({ household, people: count })),
      counts: {
        households: new Set(members.map(({ door }) => doorText(door))).size,
        people: members.length,
        new_households: fresh.size,
        new_people: added.length,
        changed: changed.length,
        unchanged: members.length - added.length - changed.length,
      },
    },
  }
}
