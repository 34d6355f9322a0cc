import { z } from 'zod'
import type { PointsRefusalCode } from '../points/schema.ts'

export const rewardsFieldErrorCodes = [
  'site_missing',
  'request_key_invalid',
  'redemption_code_invalid',
  'choice_missing',
  'pieces_invalid',
  'reason_missing',
] as const
export type RewardsFieldErrorCode = (typeof rewardsFieldErrorCodes)[number]

export const rewardsRefusalCodes = [
  'redeem_input_invalid',
  'reward_unknown',
  'reward_not_yet',
  'reward_over',
  'household_limit_reached',
  'no_household',
  'redeeming_household_unknown',
  'stock_reserved',
  'stock_recounted',
] as const
export type RewardsRefusalCode = (typeof rewardsRefusalCodes)[number]

/** `points` and `pieces` are counts, `needed` how many it takes, `day` a day of the site's time zone, `at` epoch ms; `of` names the redemption. */
export interface RewardsRefusal {
  code: RewardsRefusalCode | PointsRefusalCode
  fields?: { field: string; code: RewardsFieldErrorCode }[]
  points?: number
  needed?: number
  pieces?: number
  day?: string
  at?: number
  of?: string
}

const fieldError = (code: RewardsFieldErrorCode) => ({ error: code })

export const requestKey = z.string(fieldError('request_key_invalid')).regex(/^[A-Za-z0-9_-]{16,64}$/, fieldError('request_key_invalid'))

const slug = (code: RewardsFieldErrorCode) => z.string(fieldError(code)).regex(/^[a-z0-9-]{1,60}$/, fieldError(code))

/** A resident's own: which place, under the key of the form. */
export const redeemInput = z.object({ site: slug('site_missing'), request_key: requestKey })

/** `reward/place`, one button of a list. */
const choice = z
  .string(fieldError('choice_missing'))
  .regex(/^[a-z0-9-]{1,60}\/[a-z0-9-]{1,60}$/, fieldError('choice_missing'))
  .transform((text) => {
    const [reward = '', site = ''] = text.split('/')
    return { reward, site }
  })

/** At the table, for a household that was found. */
export const tableInput = z.object({ choice, household: z.string(fieldError('choice_missing')), request_key: requestKey })

/** Why a hand-out was wrong: chosen, not typed, so that no name gets into the books. */
export const correctionReasons = ['wrong_item', 'wrong_household', 'not_taken', 'brought_back'] as const
export type CorrectionReason = (typeof correctionReasons)[number]
export const correctionInput = z.object({ reason: z.enum(correctionReasons, fieldError('reason_missing')), request_key: requestKey })

export const actInput = z.object({ request_key: requestKey })

const mostPieces = 9999
const pieces = z
  .string(fieldError('pieces_invalid'))
  .transform((typed) => typed.normalize('NFKC').trim())
  .pipe(z.string().regex(/^\d{1,4}$/, fieldError('pieces_invalid')))
  .transform(Number)
  .pipe(z.number().max(mostPieces, fieldError('pieces_invalid')))

/** `delivery`: that many more. `count`: that many are there; `seen` is what the books said when the form was drawn. */
export const stockInput = z
  .discriminatedUnion(
    'act',
    [
      z.object({ act: z.literal('delivery'), choice, pieces, request_key: requestKey }),
      z.object({ act: z.literal('count'), choice, pieces, request_key: requestKey }),
    ],
    fieldError('choice_missing'),
  )
  .refine(({ act, pieces: typed }) => act === 'count' || typed > 0, { path: ['pieces'], ...fieldError('pieces_invalid') })
export type StockInput = z.infer<typeof stockInput>
