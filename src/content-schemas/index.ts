import type { z } from 'zod'
import { activitySchema } from './activity.ts'
import { alertSchema } from './alert.ts'
import { checkerSchema } from './checker.ts'
import { pageSchema } from './page.ts'
import { placeSchema } from './place.ts'
import { policySchema } from './policy.ts'
import { programmeSchema } from './programme.ts'
import { rateSchema } from './rate.ts'
import { replySchema } from './reply.ts'
import { rewardSchema } from './reward.ts'
import { surveySchema } from './survey.ts'

/** Every collection of content/, by the name of its folder. */
export const collectionSchemas = {
  policies: policySchema,
  activities: activitySchema,
  programmes: programmeSchema,
  places: placeSchema,
  rates: rateSchema,
  rewards: rewardSchema,
  checkers: checkerSchema,
  surveys: surveySchema,
  replies: replySchema,
  alerts: alertSchema,
  pages: pageSchema,
} as const

export type CollectionName = keyof typeof collectionSchemas
export type EntryData<Name extends CollectionName> = z.infer<(typeof collectionSchemas)[Name]>
