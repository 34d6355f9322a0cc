import type { Rate } from './schema.ts'

/** What a rate is on a day (`YYYY-MM-DD`), in whole yuan; null before its first row and after its last. */
export const amountOn = ({ rows }: Rate, day: string): number | null =>
  rows.find(({ from, until }) => from <= day && (until === undefined || day <= until))?.amount ?? null
