import { z } from 'zod'
import { catalogueSurveySchema } from './schema.ts'

/** A survey as programs see it. */
export const surveyView = z.object({
  ...catalogueSurveySchema.pick({
    slug: true,
    version: true,
    title: true,
    purpose: true,
    organiser: true,
    phone: true,
    opens_on: true,
    closes_on: true,
    minutes: true,
    respondents: true,
    naming: true,
    sections: true,
    reply: true,
  }).shape,
  open: z.boolean().meta({ description: '今天能不能填' }),
})

export const countedView = z.object({ counted: z.literal(true) })
