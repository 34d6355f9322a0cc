import { z } from 'zod'

/** What its holder sees of a signup. */
export const signupView = z.object({
  activity: z.string(),
  occurrence: z.string(),
  state: z.enum(['confirmed', 'waiting', 'cancelled']),
  party_size: z.int(),
  code: z.string().meta({ description: '6 位报名码' }),
  name: z.string(),
  phone: z.string().meta({ description: '打了星号的电话；没有留电话是空的' }),
  taken_by: z.string().optional().meta({ description: '谁替谁报的名；自己报的没有这一项' }),
  parties_ahead: z.int().nullable().meta({ description: '候补时前面还有几组人' }),
  starts_at: z.iso.datetime(),
  ends_at: z.iso.datetime(),
})
export type SignupView = z.infer<typeof signupView>

/** 余位: what is left of an occurrence for someone who signs up online now. */
export const availability = z.object({
  activity: z.string(),
  occurrence: z.string(),
  state: z.enum(['open', 'waiting', 'full', 'closed']),
  free_places: z.int(),
  waiting_places_left: z.int(),
  sentence: z.string(),
})
export type Availability = z.infer<typeof availability>
