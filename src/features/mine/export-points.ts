import { z } from 'zod'
import type { StatementView } from '../points/views.ts'

/** 这一户的积分 in the export: the balance and every entry, as on the page of one's own points. */
export const pointsExportSchema = z
  .strictObject({
    available: z.int().meta({ description: '现在能用的' }),
    reserved: z.int().meta({ description: '兑换占着、还没有领走的' }),
    waiting: z.int().meta({ description: '等第二个人确认的' }),
    earned: z.int().meta({ description: '一共得到的' }),
    used: z.int().meta({ description: '一共用掉的' }),
    expired: z.int().meta({ description: '一共到期的' }),
    expiring: z.array(z.strictObject({ expires_on: z.iso.date(), points: z.int() })).meta({ description: '快要到期的，和最后一天' }),
    entries: z.array(
      z.strictObject({
        at: z.iso.datetime(),
        what: z.string(),
        under: z.string().meta({ description: '怎么算的，按哪一版标准；没有的空着' }),
        points: z.int().meta({ description: '得到的是正数，用掉的是负数' }),
        state: z.enum(['done', 'waiting', 'void', 'corrected']),
        by: z.string().meta({ description: '经手人的岗位，不是姓名' }),
      }),
    ),
  })
  .meta({ description: '这一户的积分，每一笔都在，新的在前。积分记在户上' })

export const pointsExport = ({ entries, ...sums }: StatementView): z.infer<typeof pointsExportSchema> => ({
  ...sums,
  entries: entries.map(({ at, what, under, points, state, by }) => ({ at: new Date(at).toISOString(), what, under, points, state, by })),
})
