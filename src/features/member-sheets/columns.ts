import { importWords } from './copy.ts'

/** Columns of a sheet of households. The key is our name, the value the heading, which may stand in any order. */
export const importColumns = {
  building: '楼栋',
  unit: '单元',
  room: '门牌',
  name: '姓名',
  relation: '关系',
  phone: '电话',
  birth_month: '出生年月',
  audiences: '人群',
  consent: '同意登记人群',
} as const

export type ImportColumn = keyof typeof importColumns

/** Where each column stands, from 0; a column that is left out has no place. */
export type ColumnPlaces = Partial<Record<ImportColumn, number>>

const required: ImportColumn[] = ['building', 'room', 'name', 'relation']
const byHeading = new Map(Object.entries(importColumns).map(([key, heading]) => [heading as string, key as ImportColumn]))

/** Two invented members. Left in the sheet they are refused, because nobody of that name lives here. */
export const exampleRows: Record<ImportColumn, string>[] = [
  {
    building: '3',
    unit: '2',
    room: '501',
    name: '王示例',
    relation: '户主',
    phone: '19900000001',
    birth_month: '',
    audiences: '老年人、困难群体',
    consent: '是',
  },
  {
    building: '3',
    unit: '2',
    room: '501',
    name: '王小例',
    relation: '孙辈',
    phone: '',
    birth_month: '2020-05',
    audiences: '',
    consent: '',
  },
]

const headingOf = (cell: string) => cell.normalize('NFKC').replace(/[\s*]/g, '')

const titleMaxRows = 10

/** The index of the row of headings. Many sheets have a title above it. */
export const headingIndex = (cells: string[][]): number => {
  const first = cells.findIndex((row) => row.some((cell) => cell.trim() !== ''))
  const likely = cells.slice(0, titleMaxRows).findIndex((row) => row.filter((cell) => byHeading.has(headingOf(cell))).length > 1)
  return Math.max(likely < 0 ? first : likely, 0)
}

/** Reads the headings; the sentences say which column is missing, twice there, or not ours to have. */
export const readHeadings = (cells: string[], isUsed: (column: number) => boolean): { places: ColumnPlaces; sentences: string[] } => {
  const headings = cells.map(headingOf)
  const places: ColumnPlaces = {}
  for (const [index, heading] of headings.entries()) {
    const column = byHeading.get(heading)
    if (column) places[column] ??= index
  }
  const missing = required.filter((column) => places[column] === undefined).map((column) => importColumns[column])
  const twice = Object.values(importColumns).filter((heading) => headings.indexOf(heading) !== headings.lastIndexOf(heading))
  const surplus = headings.flatMap((heading, index) => (heading && !byHeading.has(heading) ? [cells[index] ?? ''] : []))
  const nameless = headings.flatMap((heading, index) => (!heading && isUsed(index) ? [index + 1] : []))
  const sentences = [
    missing.length > 0 && importWords.columnsMissing(missing),
    surplus.length > 0 && importWords.columnsSurplus(surplus),
    twice.length > 0 && importWords.columnsTwice(twice),
    nameless.length > 0 && importWords.columnsNameless(nameless),
  ]
  return { places, sentences: sentences.filter((sentence) => sentence !== false) }
}
