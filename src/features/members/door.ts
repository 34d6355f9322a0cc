/** 楼栋, 单元 and 门牌 of a household. `unit` is empty where a building has no units. */
export interface Door {
  building: string
  unit: string
  room: string
}

const partMaxCharacters = 10
const doorMaxCharacters = 60

/** What people write after a number; the number alone is kept. */
const endings: Record<keyof Door, RegExp> = { building: /(?:[号#]楼|[号栋幢座#])+$/, unit: /(?:单元)+$/, room: /[室号户]+$/ }

/** Digits, capitals and 汉字; never a word that separates the parts, so that a door said in words can be read again. */
const part = new RegExp(`^(?!.*(?:[栋幢座]|号楼|单元))[0-9A-Z\\p{Script=Han}]{1,${partMaxCharacters}}$`, 'u')

const door = /^(?<building>[^-]+?)(?:[号#]楼-?|#(?!楼)-?|[栋幢座]-?|-)(?:(?<unit>[^-]+?)(?:单元-?|-))?(?<room>[^-]+)$/u

/** One part as kept: `03号楼` is `3`, `b座` is `B`; null when it is no such part. */
export const readDoorPart = (kind: keyof Door, typed: string): string | null => {
  const bare = typed.normalize('NFKC').toUpperCase().replace(/\s/g, '').replace(endings[kind], '')
  const short = /^\d+$/.test(bare) ? bare.replace(/^0+(?=\d)/, '') : bare
  return part.test(short) ? short : null
}

/** The unit as kept. Nothing, 无 and a dash mean that the building has no units. */
export const readUnit = (typed: string): string | null => (/^[\s无/\-－—]*$/.test(typed) ? '' : readDoorPart('unit', typed))

/** A door as people type it: `3-2-501`, `3栋2单元501`, `3号楼2单元501室`, `3-501`; null when it cannot be read. */
export const readDoor = (typed: string): Door | null => {
  if (typed.length > doorMaxCharacters) return null
  const found = door.exec(withDashes(typed))?.groups
  const building = readDoorPart('building', found?.['building'] ?? '')
  const unit = readUnit(found?.['unit'] ?? '')
  const room = readDoorPart('room', found?.['room'] ?? '')
  return building !== null && unit !== null && room !== null ? { building, unit, room } : null
}

const withDashes = (typed: string) =>
  typed
    .normalize('NFKC')
    .trim()
    .replace(/\s*([号#]楼|[栋幢座#室户]|单元)\s*/g, '$1')
    .replace(/\s*[-‐‑–—−~/.,、_]\s*/g, '-')
    .replace(/\s+/g, '-')

/** `3栋2单元501`. */
export const doorInWords = ({ building, unit, room }: Door) => `${building}栋${unit && `${unit}单元`}${room}`

/** `3-2-501`, or `3-501` without a unit. One household has one such text. */
export const doorText = ({ building, unit, room }: Door) => [building, ...(unit ? [unit] : []), room].join('-')
