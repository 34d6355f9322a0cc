import { audiences } from '../../content-schemas/vocabulary.ts'
import type { RequestContext } from '../../kernel/context.ts'
import type { Row } from '../../kernel/database.ts'
import { birthMonthOf } from '../members/child.ts'
import { openPerson, personColumns } from '../members/reads.server.ts'
import { relationWord } from '../members/relation.ts'
import { staffWrite } from '../staff/store.server.ts'
import { type ImportColumn, importColumns } from './columns.ts'

const columns = Object.keys(importColumns) as ImportColumn[]

/** Every resident of every household in the columns of the import, so that what was exported can be corrected and imported. */
export const exportRows = async (context: RequestContext, format: string): Promise<string[][]> => {
  const statement = {
    sql: `SELECT ${personColumns}, households.building, households.unit, households.room,
        (SELECT group_concat(tag) FROM resident_tags WHERE resident = residents.id) AS tags
      FROM households JOIN residents ON residents.household = households.id WHERE households.ended_at IS NULL
      ORDER BY CAST(building AS INTEGER), building, CAST(unit AS INTEGER), unit, CAST(room AS INTEGER), room, relation <> 'head', residents.created_at, residents.rowid`,
    args: {},
  }
  const [found] = await staffWrite(context, 'household.export', { kind: 'sheet', id: context.newId() }, [statement], format)
  const rows: string[][] = [columns.map((column) => importColumns[column])]
  for (const row of found?.rows ?? []) rows.push(await cellsOf(context, row))
  return rows
}

const cellsOf = async ({ vault }: RequestContext, row: Row): Promise<string[]> => {
  const { name, phone, relation, under_14_until } = await openPerson(vault, row)
  const tags = row['tags'] ? String(row['tags']).split(',') : []
  const cells: Record<ImportColumn, string> = {
    building: String(row['building']),
    unit: String(row['unit']),
    room: String(row['room']),
    name,
    relation: relationWord(relation),
    phone: phone ?? '',
    birth_month: under_14_until ? birthMonthOf(under_14_until) : '',
    audiences: tags.map((tag) => audiences[tag as keyof typeof audiences] ?? tag).join('、'),
    consent: tags.length > 0 ? '是' : '',
  }
  return columns.map((column) => cells[column])
}
