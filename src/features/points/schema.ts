import { z } from 'zod'
import { heaviestGrams, mostItems } from './limits.ts'

/**
 * Why a row is in the books of points and rewards. `earn` is by weighing and counts against the caps, `attend` by coming; `confirm` and
 * `reject` end a weighing that waited for a second person.
 */
export const pointsKinds = [
  'earn',
  'confirm',
  'reject',
  'attend',
  'carry',
  'redeem',
  'cancel',
  'lapse',
  'expire',
  'correct',
  'stock_in',
  'hand_out',
] as const
export type PointsKind = (typeof pointsKinds)[number]

export const pointsFieldErrorCodes = [
  'weight_missing',
  'weight_invalid',
  'weight_too_large',
  'items_missing',
  'items_invalid',
  'reason_missing',
  'page_too_old',
] as const
export type PointsFieldErrorCode = (typeof pointsFieldErrorCodes)[number]

export const pointsRefusalCodes = [
  'material_unknown',
  'material_not_here',
  'rate_missing',
  'nothing_earned',
  'day_cap_reached',
  'month_cap_reached',
  'points_insufficient',
  'reward_gone',
  'redemption_unknown',
  'redemption_collected',
  'redemption_ended',
  'redemption_overdue',
  'entry_unknown',
  'entry_corrected',
  'entry_spent',
  'points_input_invalid',
  'own_household',
  'household_unknown',
  'award_unknown',
  'award_confirmed',
  'award_rejected',
  'award_overdue',
  'points_request_reused',
  'points_act_overtaken',
] as const
export type PointsRefusalCode = (typeof pointsRefusalCodes)[number]

/** 为什么更正: kept with the entry, so that no free text, and nobody's name, gets into the books. */
export const correctionReasons = ['weight', 'household', 'material', 'twice'] as const
export type CorrectionReason = (typeof correctionReasons)[number]

/** `points` is how many there are, `needed` how many it takes. */
export interface PointsRefusal {
  code: PointsRefusalCode
  points?: number
  needed?: number
}

/** `fields` are what to mend. */
export interface PointsFormRefusal extends PointsRefusal {
  fields?: { field: string; code: PointsFieldErrorCode }[]
}

const say = (code: PointsFieldErrorCode) => ({ error: code })

/** Full-width digits, as Chinese keyboards write them, and the sentence's own stop taken for a decimal point. */
const plain = (typed: string) => typed.normalize('NFKC').replace('。', '.').trim()

/** Kilograms as read off a scale, `3.5`, to the gram; gives grams. */
export const weightField = z
  .string(say('weight_missing'))
  .transform(plain)
  .pipe(
    z
      .string()
      .min(1, say('weight_missing'))
      .regex(/^\d{1,9}(\.\d{1,3})?$/, say('weight_invalid')),
  )
  .transform((text) => Math.round(Number(text) * 1000))
  .pipe(z.number().min(1, say('weight_invalid')).max(heaviestGrams, say('weight_too_large')))

/** A number of pieces. */
export const itemsField = z
  .string(say('items_missing'))
  .transform(plain)
  .pipe(
    z
      .string()
      .min(1, say('items_missing'))
      .regex(/^\d{1,6}$/, say('items_invalid')),
  )
  .transform(Number)
  .pipe(z.number().min(1, say('items_invalid')).max(mostItems, say('items_invalid')))
