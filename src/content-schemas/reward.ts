import { z } from 'zod'
import { count, day, dialable, list, oneOf, reference, text } from './fields.ts'
import { limitPeriods, wordsOf } from './vocabulary.ts'

const pickup = z.strictObject({
  place: reference('places', {
    title: '领取点',
    description: '写点位文件名，就是 content/places 里的文件名去掉 .md',
    examples: ['service-center'],
  }),
  hours: text(60, { title: '领取时间', description: '写什么时候能领', examples: ['周一至周五 9:00—11:30'] }),
  stock_note: text(60, {
    title: '备货说明',
    description: '写一开始备多少、多久补一次；有多少以窗口点的数为准',
    examples: ['首批 20 瓶，每月补一次'],
  }),
})

/** 兑换物. Days are of the site's time zone and both included. How many there are is in the ledger; here stands who hands it out. */
export const rewardSchema = z
  .strictObject({
    title: text(30, { title: '名称', description: '写是什么、多大一份', examples: ['洗衣液 2 公斤装'] }),
    summary: text(80, { title: '一句话介绍', description: '用不超过 80 个字说清是什么样的' }),
    picture: z
      .strictObject({
        file: text(80, { title: '图片文件', description: '写放在这个文件旁边的图片的文件名', examples: ['xiyiye.jpg'] }),
        alt: text(60, { title: '图上有什么', description: '写给看不见图的人听的一句话', examples: ['一瓶蓝色的洗衣液'] }),
      })
      .optional()
      .meta({ title: '图片', description: '写图片（没有就删掉这一段）' }),
    cost_points: count(1, 20_000, { title: '要多少积分', description: '写换一份要多少积分', examples: [600] }),
    goods_cost_fen: count(1, 50_000, { title: '进货价（分）', description: '写一份花多少钱，按分写，19.9 元写 1990', examples: [1990] }),
    pickup: list(pickup, { title: '在哪里领', description: '逐条写在哪里领' }, 1).superRefine((sites, context) => {
      for (const [at, { place }] of sites.entries()) {
        const first = sites.findIndex((other) => other.place === place)
        if (first < at) context.addIssue({ code: 'custom', path: [at, 'place'], message: `“${place}”在第 ${first + 1} 条写过了` })
      }
    }),
    household_limit: z
      .strictObject({
        items: count(1, 100, { title: '最多几份', description: '写一户最多换几份', examples: [2] }),
        period: oneOf(wordsOf(limitPeriods), { title: '多长时间里', description: '写“月”“季”或“年”' }),
      })
      .meta({ title: '一户限换', description: '写一户多长时间里最多换几份' }),
    from: day({ title: '从哪天起能换', description: '写能换的第一天' }),
    until: day({ title: '到哪天止', description: '写能换的最后一天；换完为止就删掉这一行' }).optional(),
    reserve_days: count(1, 30, { title: '留几天', description: '写换了以后留几天等人来领，1 到 30', examples: [7] }),
    phone: dialable({ title: '咨询电话', description: '写居民可以打的电话' }),
  })
  .refine(({ from, until }) => !until || until >= from, {
    path: ['until'],
    error: ({ input }) => {
      const { from, until } = input as { from: string; until: string }
      return `${until} 早于开始的 ${from}`
    },
  })

export type Reward = z.infer<typeof rewardSchema>
