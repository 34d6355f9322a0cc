import { type Door, doorText, readDoorPart } from '../members/door.ts'
import type { Relation } from '../members/relation.ts'
import {
  type Audience,
  type Cell,
  readAudiences,
  readBirthMonth,
  readBuilding,
  readConsent,
  readName,
  readPhone,
  readRelation,
  readRoom,
  readUnitCell,
} from './cells.ts'
import { type ColumnPlaces, exampleRows, headingIndex, type ImportColumn, readHeadings } from './columns.ts'
import { importWords } from './copy.ts'
import { importMaxProblems, importMaxRows } from './limits.ts'

/** `row` is the row's number as the spreadsheet shows it, from 1. */
export interface ImportMember {
  row: number
  name: string
  relation: Relation
  phone: string | null
  /** `YYYY-MM`, of children only. */
  birth_month: string | null
  audiences: Audience[]
  audiences_agreed: boolean
}

export interface ImportHousehold {
  door: Door
  members: ImportMember[]
}

export interface ImportProblem {
  row: number
  sentence: string
}

/** `count` is the number of rows to mend, of which `problems` lists the first. */
export type ImportReading = { ok: true; households: ImportHousehold[] } | { ok: false; problems: ImportProblem[]; count: number }

/** What the community knows: the buildings of its grids, as in `content/site.yml`, and the day it is. */
export interface ImportKnown {
  buildings: Set<string>
  today: string
}

type Row = { row: number; door: Door | null; member: ImportMember | null; sentences: string[] }

/** Reads a sheet with one row a member; rows of one door make one household. All rows are good, or none is taken. */
export const readImportRows = (cells: string[][], known: ImportKnown): ImportReading => {
  const heading = headingIndex(cells)
  const headingRow = heading + 1
  if (cells.length - headingRow > importMaxRows) return refusal(headingRow, importWords.tooManyRows(cells.length - headingRow))
  const { places, sentences } = readHeadings(cells[heading] ?? [], (column) => cells.some((row) => row[column]?.trim()))
  if (sentences.length > 0) return refusal(headingRow, importWords.row(headingRow, sentences))
  const buildings = new Set([...known.buildings].map((building) => readDoorPart('building', building) ?? building))
  const rows = cells.flatMap((row, index) =>
    index > heading && hasText(row) ? [readRow(index + 1, row, places, { ...known, buildings })] : [],
  )
  if (rows.length === 0) return refusal(headingRow, importWords.noRows)
  tellDoubles(rows)
  const bad = rows.filter((row) => row.sentences.length > 0)
  const problems = bad.slice(0, importMaxProblems).map((bad) => ({ row: bad.row, sentence: importWords.row(bad.row, bad.sentences) }))
  return bad.length > 0 ? { ok: false, problems, count: bad.length } : { ok: true, households: householdsOf(rows) }
}

const hasText = (row: string[]) => row.some((cell) => cell.trim() !== '')

const refusal = (row: number, sentence: string): ImportReading => ({ ok: false, problems: [{ row, sentence }], count: 1 })

const readRow = (row: number, cells: string[], places: ColumnPlaces, known: ImportKnown): Row => {
  const typed = (column: ImportColumn) => cells[places[column] ?? -1]?.trim() ?? ''
  if (exampleRows.some((example) => example.name === typed('name'))) {
    return { row, door: null, member: null, sentences: [importWords.example] }
  }
  const sentences: string[] = []
  const take = <Value>(cell: Cell<Value>): Value | null => {
    if ('value' in cell) return cell.value
    sentences.push(cell.sentence)
    return null
  }
  const building = take(readBuilding(typed('building'), known.buildings))
  const unit = take(readUnitCell(typed('unit')))
  const room = take(readRoom(typed('room')))
  const name = take(readName(typed('name')))
  const relation = take(readRelation(typed('relation')))
  const phone = take(readPhone(typed('phone')))
  const birth_month = take(readBirthMonth(typed('birth_month'), known.today))
  const agreed = take(readConsent(typed('consent')))
  const audiences = take(readAudiences(typed('audiences'), agreed !== false)) ?? []
  return {
    row,
    door: building !== null && unit !== null && room !== null ? { building, unit, room } : null,
    member: name && relation ? { row, name, relation, phone, birth_month, audiences, audiences_agreed: agreed === true } : null,
    sentences,
  }
}

/** Adds a sentence to each row that repeats a phone number of the sheet, or a name of the household. */
const tellDoubles = (rows: Row[]) => {
  const phones = new Map<string, number>()
  const people = new Map<string, number>()
  for (const { row, door, member, sentences } of rows) {
    if (!member) continue
    const { name, phone } = member
    const person = door && `${doorText(door)} ${name}`
    const samePerson = person && people.get(person)
    const samePhone = phone && phones.get(phone)
    if (samePerson) sentences.push(importWords.personTwice(samePerson))
    else if (samePhone) sentences.push(importWords.phoneTwice(samePhone))
    if (person && !samePerson) people.set(person, row)
    if (phone && !samePhone) phones.set(phone, row)
  }
}

const householdsOf = (rows: Row[]): ImportHousehold[] => {
  const households = new Map<string, ImportHousehold>()
  for (const { door, member } of rows) {
    if (!door || !member) continue
    const household = households.get(doorText(door)) ?? { door, members: [] }
    household.members.push(member)
    households.set(doorText(door), household)
  }
  return [...households.values()]
}
