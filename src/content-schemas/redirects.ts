import { z } from 'zod'
import { list } from './fields.ts'

const address = (title: string, description: string) =>
  z
    .string()
    .refine((value) => /^\/([a-z0-9]+(-[a-z0-9]+)*\/){1,2}$/.test(value), {
      error: ({ input }) => `“${String(input)}”不像本站一页的网址`,
      abort: true,
    })
    .meta({ title, description, examples: ['/policies/juzhuzheng/'] })

/** 网址改到哪里: pages that have moved, so that what a resident has kept still leads somewhere. */
export const redirectsSchema = z.strictObject({
  redirects: list(
    z.strictObject({
      from: address('老网址', '写以前的网址，前后都有“/”'),
      to: address('新网址', '写现在的网址，前后都有“/”'),
    }),
    { title: '改过的网址', description: '逐条写老网址和新网址' },
  ),
})

export type Redirects = z.infer<typeof redirectsSchema>['redirects']
