import { z } from 'zod'

/** RFC 9457 problem details as every refusal of the API is answered. */
export const problemDetails = z
  .object({
    type: z.string(),
    title: z.string().meta({ description: '给人看的一句话' }),
    status: z.int(),
    code: z.string().meta({ description: '给程序看的代码，不会改变' }),
    errors: z.array(z.object({ field: z.string(), code: z.string(), detail: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })
