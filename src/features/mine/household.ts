import type { Site } from '../../content-schemas/site.ts'
import { audiences } from '../../content-schemas/vocabulary.ts'
import { type Door, doorInWords } from '../members/door.ts'
import { relations } from '../members/relation.ts'
import type { MyHome, MyRelative, MyTag } from './views.ts'

type Stored = Record<string, string | number | null>

/** Where a resident lives, in words; null for whoever has left. */
export const homeOf = (stored: Stored, relatives: MyRelative[], grids: Site['grids']): MyHome | null => {
  const { building, unit, room } = stored
  if (building === null || building === undefined) return null
  const door: Door = { building: String(building), unit: String(unit), room: String(room) }
  const grid = grids.find(({ buildings }) => buildings.includes(door.building))
  return { door: doorInWords(door), grid: grid ? { name: grid.name, phone: grid.phone } : null, relatives }
}

const wordIn = (words: Record<string, string>, key: string) => (Object.hasOwn(words, key) ? (words[key] ?? key) : key)

/** The word for a relation, or what was kept. */
export const relationWord = (kept: string) => wordIn(relations, kept)

export const tagOf = ({ tag, notice_version, recorded_at }: Stored): MyTag => ({
  tag: String(tag),
  word: wordIn(audiences, String(tag)),
  notice_version: String(notice_version),
  recorded_at: Number(recorded_at),
})
