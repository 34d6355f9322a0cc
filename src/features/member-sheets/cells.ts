import { audiences } from '../../content-schemas/vocabulary.ts'
import { addMonths, monthOf } from '../../kernel/calendar.ts'
import { normalizePhone } from '../../kernel/phone.ts'
import { type Door, readDoorPart, readUnit } from '../members/door.ts'
import { childMaxYears } from '../members/limits.ts'
import { personName } from '../members/person-name.ts'
import { type Relation, relationOf } from '../members/relation.ts'
import { importWords as words } from './copy.ts'

export type Audience = keyof typeof audiences

/** A value read from a cell, or the sentence that says what to write there. */
export type Cell<Value> = { value: Value } | { sentence: string }

const unreadable = (sentence: string) => ({ sentence })
const tidy = (typed: string) => typed.normalize('NFKC').replace(/\s/g, '')

export const readBuilding = (typed: string, buildings: Set<string>): Cell<string> => {
  if (typed === '') return unreadable(words.buildingMissing)
  const building = readDoorPart('building', typed)
  if (building === null) return unreadable(words.buildingUnreadable)
  return buildings.has(building) ? { value: building } : unreadable(words.buildingUnknown(building))
}

export const readUnitCell = (typed: string): Cell<Door['unit']> => {
  const unit = readUnit(typed)
  return unit === null ? unreadable(words.unitUnreadable) : { value: unit }
}

export const readRoom = (typed: string): Cell<string> => {
  if (typed === '') return unreadable(words.roomMissing)
  const room = readDoorPart('room', typed)
  return room === null ? unreadable(words.roomUnreadable) : { value: room }
}

export const readName = (typed: string): Cell<string> => {
  if (typed === '') return unreadable(words.nameMissing)
  const name = personName(typed)
  return name === null ? unreadable(words.nameUnreadable) : { value: name }
}

export const readRelation = (typed: string): Cell<Relation> => {
  if (typed === '') return unreadable(words.relationMissing)
  const relation = relationOf(tidy(typed))
  return relation === null ? unreadable(words.relationUnknown) : { value: relation }
}

export const readPhone = (typed: string): Cell<string | null> => {
  if (typed === '') return { value: null }
  const [, first = '', others = '', exponent] = /^(\d)(?:\.(\d+))?E\+?(\d+)$/i.exec(tidy(typed)) ?? []
  if (exponent && others.length !== Number(exponent)) return unreadable(words.phoneShortened)
  const phone = normalizePhone(exponent ? first + others : typed)
  return phone === null ? unreadable(words.phoneInvalid) : { value: phone }
}

/** A month as sheets write it, `2020-05`, `2020/5/1`, `2020年5月`; a day is dropped. Through the month of the birthday a child counts as young. */
export const readBirthMonth = (typed: string, today: string): Cell<string | null> => {
  if (typed === '') return { value: null }
  const [, year, month] =
    /^(\d{4})[-/.年](\d{1,2})(?:月|[-/.]\d{1,2}|月\d{1,2}日?)?$/.exec(tidy(typed)) ?? /^(\d{4})(\d{2})$/.exec(tidy(typed)) ?? []
  if (!year || !month || Number(month) < 1 || Number(month) > 12) return unreadable(words.birthMonthUnreadable)
  const born = `${year}-${month.padStart(2, '0')}`
  if (born > monthOf(today)) return unreadable(words.birthMonthFuture)
  return addMonths(born, childMaxYears * 12) < monthOf(today) ? unreadable(words.birthMonthGrown) : { value: born }
}

export const readConsent = (typed: string): Cell<boolean> => {
  const word = tidy(typed)
  return ['', '是', '否'].includes(word) ? { value: word === '是' } : unreadable(words.consentUnreadable)
}

const audienceByWord = new Map(Object.entries(audiences).map(([key, word]) => [word as string, key as Audience]))

export const readAudiences = (typed: string, agreed: boolean): Cell<Audience[]> => {
  const named = typed.split(/[、,，;；/\s]+/).filter((word) => word !== '')
  const unknown = named.filter((word) => !audienceByWord.has(word))
  if (unknown.length > 0) return unreadable(words.audiencesUnknown(unknown))
  if (named.length > 0 && !agreed) return unreadable(words.audiencesWithoutConsent)
  return { value: [...new Set(named)].flatMap((word) => audienceByWord.get(word) ?? []) }
}
