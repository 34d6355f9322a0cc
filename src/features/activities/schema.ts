import { z } from 'zod'

/** A calendar day of the site's time zone: `2026-11-28`. */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)

/** Milliseconds since 1970-01-01T00:00:00Z. */
const moment = z.int()

/**
 * 场次: one time an activity happens. `id` is the day on which the rule puts it, so a moved occurrence keeps its name, its
 * address and its signups. `starts_at` and `ends_at` are where it is now; `moved_from` is where it started before.
 */
export const occurrenceSchema = z.strictObject({
  id: day,
  starts_at: moment,
  ends_at: moment,
  status: z.enum(['scheduled', 'cancelled', 'moved']),
  reason: z.string().optional(),
  moved_from: moment.optional(),
  /** The number of the latest change by staff that this occurrence shows; absent while it stands as the content says. */
  change: z.int().optional(),
})
export type Occurrence = z.infer<typeof occurrenceSchema>
export type OccurrenceStatus = Occurrence['status']

/** What the server knows of the signup rules; the fields are those of content/activities. */
const signupRulesSchema = z.strictObject({
  capacity_places: z.int().positive(),
  desk_places: z.int().nonnegative(),
  desk_release_hours_before: z.int().nonnegative(),
  opens_days_before: z.int().positive(),
  closes_hours_before: z.int().nonnegative(),
  largest_party: z.int().positive(),
  waiting_places: z.int().nonnegative(),
  open_to: z.enum(['所有人', '登记居民']),
})

/** What the server knows of an activity: enough to take signups and to print a receipt, and nothing that is only read. */
export const catalogueActivitySchema = z.strictObject({
  slug: z.string(),
  title: z.string(),
  phone: z.string(),
  organiser: z.string(),
  place: z.strictObject({ slug: z.string(), title: z.string(), address: z.string() }),
  cancelled: z.strictObject({ reason: z.string() }).nullable(),
  signup: signupRulesSchema.nullable(),
  occurrences: z.array(occurrenceSchema),
})
export type CatalogueActivity = z.infer<typeof catalogueActivitySchema>
