import { Hono } from 'hono'
import { z } from 'zod'
import { dayOf } from '../../kernel/calendar.ts'
import type { AppContext, AppEnv } from '../../kernel/http.server.ts'
import { reviewEntrySchema } from './dated.ts'
import type { ReviewsPage } from './page.ts'
import { reviewsOn } from './reviews.ts'

const file = '/reviews/dates.json'

/** `GET /reviews` and `GET /reviews.json`: which policies have to be compared with their source, as of today. */
export const reviewPages = new Hono<AppEnv>({ strict: false })
  .get('/reviews', async (c) => {
    const page: ReviewsPage = { kind: 'policy_reviews', rows: await reviewsToday(c) }
    return c.var.page(page)
  })
  .get('/reviews.json', async (c) => {
    c.header('cache-control', 'no-store')
    return c.json(await reviewsToday(c))
  })

const reviewsToday = async (c: AppContext) => {
  const { now, catalogue, servedFile } = c.var.context
  const text = await servedFile(file)
  if (text === null) throw new Error(`${file} is not among the files of the site`)
  return reviewsOn(z.array(reviewEntrySchema).parse(JSON.parse(text)), dayOf(now, catalogue.site.time_zone))
}
