import type { PointsFieldErrorCode, PointsRefusalCode } from '../points/schema.ts'

/** What can be wrong with a field, besides those of points. */
export const dropOffFieldErrorCodes = [
  'sought_missing',
  'surname_missing',
  'station_missing',
  'device_name_missing',
  'grams_invalid',
  'material_twice',
  'message_invalid',
] as const
export type DropOffFieldErrorCode = (typeof dropOffFieldErrorCodes)[number] | PointsFieldErrorCode

/** Why nothing is given, besides the reasons of points. */
export const dropOffRefusalCodes = [
  'station_unknown',
  'nothing_brought',
  'inspector_cap_reached',
  'award_own',
  'device_unknown',
  'signature_wrong',
  'message_stale',
] as const
export type DropOffRefusalCode = (typeof dropOffRefusalCodes)[number]

/** `points` is how many there are, `needed` how many it takes; `fields` are what to mend. */
export interface DropOffRefusal {
  code: DropOffRefusalCode | PointsRefusalCode
  points?: number
  needed?: number
  fields?: { field: string; code: DropOffFieldErrorCode }[]
}
