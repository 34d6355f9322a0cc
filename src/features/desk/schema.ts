import { z } from 'zod'
import { actWord } from '../staff/words.ts'

const acts = Object.keys(actWord)

const code = (word: 'person_unknown' | 'act_unknown' | 'day_invalid' | 'subject_invalid' | 'page_invalid') => word

const day = z
  .string()
  .refine((typed) => typed === '' || z.iso.date().safeParse(typed).success, code('day_invalid'))
  .default('')

/**
 * 查操作记录: opaque ids, acts and days, and nothing a person is called by, because a search is an address. Left out or
 * empty means any. `before` is the number of the last line of the page before.
 */
export const auditSearchInput = z.object({
  actor: z
    .string()
    .regex(/^[\w-]{0,64}$/, code('person_unknown'))
    .default(''),
  act: z
    .string()
    .refine((typed) => typed === '' || acts.includes(typed), code('act_unknown'))
    .default(''),
  from: day,
  until: day,
  subject: z
    .string()
    .trim()
    .regex(/^[\w:/.-]{0,120}$/, code('subject_invalid'))
    .default(''),
  before: z
    .string()
    .regex(/^\d{0,15}$/, code('page_invalid'))
    .default(''),
})
export type AuditSearch = z.infer<typeof auditSearchInput>
