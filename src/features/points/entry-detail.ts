import type { Quantity } from './earning.ts'

/** What an entry of a weighing keeps of it, `3500 g @recycling-east` or `12 @recycling-east`. */
export interface EntryDetail {
  quantity: Quantity
  station: string
}

export const writeDetail = (quantity: Quantity, station: string) =>
  `${'grams' in quantity ? `${quantity.grams} g` : quantity.items}${station && ` @${station}`}`

/** Null for an entry that is no weighing. */
export const readDetail = (detail: string): EntryDetail | null => {
  const [, amount, unit, station = ''] = /^(\d+)( g)?(?: @([\w-]+))?$/.exec(detail) ?? []
  if (amount === undefined) return null
  return { quantity: unit ? { grams: Number(amount) } : { items: Number(amount) }, station }
}
