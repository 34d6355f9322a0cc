import { sampleHouseholds } from '../../src/features/member-sheets/sample.ts'
import { doorText } from '../../src/features/members/door.ts'
import { standsIn } from '../repo/interface-words.ts'

const households = sampleHouseholds(
  Array.from({ length: 10 }, (_, building) => String(building + 1)),
  '2026-11-23',
)

const people = households.flatMap(({ members }) => members)
const names = [...new Set(people.map(({ name }) => name))]

/** Somebody of the sample with a phone, and where they live. */
export const residentsWithPhones = households.flatMap(({ members, door }) =>
  members.flatMap(({ name, phone }) => (phone ? [{ name, phone, door: doorText(door) }] : [])),
)

/** Any mobile number, and any door as the register writes one; more than the sample has. */
const mobileNumber = /(?<![\d.])1[3-9]\d{9}(?!\d)/g
const door = /(?<![\w-])\d{1,2}-\d{1,2}-\d{3,4}(?![\w-])|\d+\s*(?:栋|幢|号楼)\s*(?:\d+\s*单元)\s*\d+/g

/** A made-up id may hold eleven figures in a row. */
const madeUpId = /\b[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\b/g

/** What a text says of residents: mobile numbers, doors, and names of the sample that stand there as words. */
export const privateWordsIn = (text: string): string[] => [
  ...(text.replace(madeUpId, '').match(mobileNumber) ?? []),
  ...(text.match(door) ?? []),
  ...names.filter((name) => standsIn(name, text)),
]
