import { z } from 'zod'
import { siteSchema } from './content-schemas/site.ts'
import { catalogueActivitySchema } from './features/activities/schema.ts'

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

/**
 * What the server must know of the content, made at build time from the checked files and handed to the app as an
 * argument. It holds no article text, so the server does not grow with the number of pages. `alerts` are those that had
 * not ended at the build; urgent ones first, then by their beginning.
 */
export const catalogueSchema = z.strictObject({
  site: siteSchema,
  alerts: z.array(catalogueAlertSchema),
  activities: z.record(z.string(), catalogueActivitySchema),
  /** 志愿项目, by title: what a team lead can be put in charge of. */
  programmes: z.array(z.strictObject({ slug: z.string(), title: z.string() })),
})
export type Catalogue = z.infer<typeof catalogueSchema>
