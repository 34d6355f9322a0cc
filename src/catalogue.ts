import { z } from 'zod'
import { siteSchema } from './content-schemas/site.ts'
import { catalogueActivitySchema } from './features/activities/schema.ts'
import { catalogueCheckerSchema } from './features/checkers/schema.ts'
import { datedPolicySchema } from './features/policies/dated.ts'
import { catalogueSurveySchema } from './features/surveys/schema.ts'

/** 提醒, with its two times as moments (epoch ms); shown while `starts_at <= now < ends_at`. */
const catalogueAlertSchema = z.strictObject({
  slug: z.string(),
  title: z.string(),
  level: z.enum(['紧急', '提醒']),
  summary: z.string(),
  starts_at: z.int(),
  ends_at: z.int(),
  phone: z.string(),
})
export type CatalogueAlert = z.infer<typeof catalogueAlertSchema>

/** What a material earns under a version; it has the shape `src/features/points/rate.ts` chooses from. Null: no end, all stations, no cap of its own. */
const catalogueRateRowSchema = z.strictObject({
  version: z.string(),
  material: z.string(),
  per: z.enum(['kg', 'item']),
  points: z.int().positive(),
  from: z.string(),
  until: z.string().nullable(),
  stations: z.array(z.string()).nullable(),
  household_day_cap_points: z.int().positive().nullable(),
})

/**
 * 积分标准: one version, from its first day until its last (`YYYY-MM-DD` of the site's time zone, both included; null: until further
 * notice). The caps count all materials together. `activity_attendance.activities` are the activities that earn by coming.
 */
const catalogueRateSchema = z.strictObject({
  version: z.string(),
  title: z.string(),
  from: z.string(),
  until: z.string().nullable(),
  rows: z.array(catalogueRateRowSchema),
  household_day_cap_points: z.int().positive(),
  household_month_cap_points: z.int().positive(),
  drop_cap_points: z.int().positive(),
  confirm_above_points: z.int().positive(),
  activity_attendance: z.strictObject({ points: z.int().positive(), activities: z.array(z.string()) }).nullable(),
})
export type CatalogueRate = z.infer<typeof catalogueRateSchema>

/** 兑换物: how many there are is in the ledger, where is in `pickup`. `goods_cost_fen` is for the published liability. */
const catalogueRewardSchema = z.strictObject({
  slug: z.string(),
  title: z.string(),
  cost_points: z.int().positive(),
  goods_cost_fen: z.int().positive(),
  pickup: z.array(z.strictObject({ place: z.string(), title: z.string(), address: z.string(), hours: z.string() })),
  household_limit: z.strictObject({ items: z.int().positive(), period: z.enum(['month', 'quarter', 'year']) }),
  from: z.string(),
  until: z.string().nullable(),
  reserve_days: z.int().positive(),
  phone: z.string(),
})
export type CatalogueReward = z.infer<typeof catalogueRewardSchema>

/**
 * What the server must know of the content, made at build time from the checked files and handed to the app as an
 * argument. It holds no article text, so the server does not grow with the number of pages. `alerts` are those that had
 * not ended at the build; urgent ones first, then by their beginning.
 */
export const catalogueSchema = z.strictObject({
  site: siteSchema,
  /** The day the pages were written for, `YYYY-MM-DD`. */
  built_on: z.string(),
  alerts: z.array(catalogueAlertSchema),
  activities: z.record(z.string(), catalogueActivitySchema),
  checkers: z.record(z.string(), catalogueCheckerSchema),
  /** The policies whose pages have to say something else on a day to come, by slug. */
  dated_policies: z.record(z.string(), datedPolicySchema),
  /** 志愿项目, by title: what a team lead can be put in charge of. */
  programmes: z.array(z.strictObject({ slug: z.string(), title: z.string() })),
  /** Addresses of pages that have moved, each with the one it has now; both with a slash at either end. */
  redirects: z.record(z.string(), z.string()),
  /** Every version there is, the past ones too: an entry may be looked at years later. By the first day. */
  rates: z.array(catalogueRateSchema),
  rewards: z.record(z.string(), catalogueRewardSchema),
  surveys: z.record(z.string(), catalogueSurveySchema),
  /** 回收点, by title. */
  stations: z.array(z.strictObject({ slug: z.string(), title: z.string(), address: z.string() })),
})
export type Catalogue = z.infer<typeof catalogueSchema>
