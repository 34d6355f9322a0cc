import { z } from 'zod'
import { heaviestGrams, mostItems } from '../points/limits.ts'
import type { DropOffFieldErrorCode } from './schema.ts'

const say = (code: DropOffFieldErrorCode) => ({ error: code })

const weighing = z
  .strictObject({
    material: z
      .string(say('message_invalid'))
      .min(1, say('message_invalid'))
      .max(20, say('message_invalid'))
      .meta({ description: '积分标准里的回收物' }),
    grams: z
      .int(say('grams_invalid'))
      .min(1, say('grams_invalid'))
      .max(heaviestGrams, say('grams_invalid'))
      .optional()
      .meta({ description: '克数，按公斤算的写它' }),
    items: z
      .int(say('items_invalid'))
      .min(1, say('items_invalid'))
      .max(mostItems, say('items_invalid'))
      .optional()
      .meta({ description: '件数，按件算的写它' }),
  })
  .refine(({ grams, items }) => (grams === undefined) !== (items === undefined), say('message_invalid'))

/** What a device reports: the card it has read, and what it has weighed. */
export const deviceDropOff = z.strictObject({
  card: z.string(say('message_invalid')).max(40, say('message_invalid')).meta({ description: '居民卡上的码' }),
  weighings: z
    .array(weighing, say('message_invalid'))
    .min(1, say('message_invalid'))
    .max(20, say('message_invalid'))
    .refine((all) => new Set(all.map(({ material }) => material)).size === all.length, say('material_twice')),
})
export type DeviceDropOff = z.infer<typeof deviceDropOff>

/** What it is answered: without a name, a door or a balance. The same message gets the same answer. */
export const deviceReceipt = z.strictObject({
  message: z.string(),
  points: z.int().meta({ description: '一共记了几分' }),
  waits: z.boolean().meta({ description: '分数较多，要工作人员确认后到账' }),
  entries: z.array(z.strictObject({ material: z.string(), points: z.int(), calculation: z.string() })),
})
export type DeviceReceipt = z.infer<typeof deviceReceipt>
