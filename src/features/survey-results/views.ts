import { z } from 'zod'
import { resultSchema } from './result.ts'

/** A published result as programs see it. */
export const resultView = z.object({
  survey: z.string(),
  title: z.string(),
  published_at: z.string().meta({ description: '公布的时刻，RFC 3339' }),
  ...resultSchema.shape,
})
