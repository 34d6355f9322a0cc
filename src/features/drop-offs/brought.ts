import type { CatalogueRate } from '../../catalogue.ts'
import { type Result, refuse, success } from '../../kernel/result.ts'
import type { Quantity, Weighing } from '../points/earning.ts'
import { type Rate, rateOn } from '../points/rate.ts'
import { itemsField, type PointsFieldErrorCode, weightField } from '../points/schema.ts'
import type { DropOffRefusal } from './schema.ts'

/** One material as it was brought, not yet looked up. */
export interface Brought {
  material: string
  quantity: Quantity
}

/** What a station takes under a version, in the order of the list. */
export const takenAt = ({ rows }: CatalogueRate, station: string): Rate[] =>
  rows.filter(({ stations }) => stations === null || stations.includes(station))

/** Fields of a form are named after their material. */
const fieldPrefix = 'of_'
export const fieldOf = (material: string) => `${fieldPrefix}${material}`

/**
 * What was typed, one field a material, under the version of the day; empty fields are left out. `rows` are the rates at the station. A
 * field of a material the station does not take refuses everything.
 */
export const readBrought = (
  version: CatalogueRate,
  station: string,
  day: string,
  typed: Record<string, string>,
): Result<Brought[], DropOffRefusal> => {
  const filled = Object.entries(typed).filter(([name, value]) => name.startsWith(fieldPrefix) && value.trim() !== '')
  if (filled.length === 0) return refuse({ code: 'nothing_brought' })
  const brought: Brought[] = []
  const fields: { field: string; code: PointsFieldErrorCode }[] = []
  for (const [field, value] of filled) {
    const material = field.slice(fieldPrefix.length)
    const rate = rateOn(version.rows, material, day, station)
    if (!rate.ok) return rate
    const read = rate.value.per === 'kg' ? weightField.safeParse(value) : itemsField.safeParse(value)
    if (read.success) brought.push({ material, quantity: rate.value.per === 'kg' ? { grams: read.data } : { items: read.data } })
    else fields.push({ field, code: read.error.issues[0]?.message as PointsFieldErrorCode })
  }
  return fields.length > 0 ? refuse({ code: 'points_input_invalid', fields }) : success(brought)
}

/** With the rate of each. A quantity of the wrong measure refuses everything; people cannot send one, programs can. */
export const weighingsOf = (
  version: CatalogueRate,
  station: string,
  day: string,
  brought: Brought[],
): Result<Weighing[], DropOffRefusal> => {
  const weighings: Weighing[] = []
  for (const { material, quantity } of brought) {
    const rate = rateOn(version.rows, material, day, station)
    if (!rate.ok) return rate
    const isWeight = 'grams' in quantity
    if (isWeight !== (rate.value.per === 'kg'))
      return refuse({ code: 'points_input_invalid', fields: [{ field: 'weighings', code: isWeight ? 'items_missing' : 'weight_missing' }] })
    weighings.push({ quantity, rate: rate.value })
  }
  return success(weighings)
}
