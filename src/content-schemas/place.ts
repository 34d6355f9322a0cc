import { z } from 'zod'
import { dialable, list, oneOf, text } from './fields.ts'
import { placeKinds, wordsOf } from './vocabulary.ts'

/** 点位: a place residents go to. */
export const placeSchema = z.strictObject({
  title: text(30, { title: '名称', description: '写名称', examples: ['梧桐里社区服务中心'] }),
  kind: oneOf(wordsOf(placeKinds), { title: '类别', description: '从可选的词里选' }),
  summary: text(80, { title: '一句话介绍', description: '用不超过 80 个字说清能办什么' }),
  address: text(80, { title: '地址', description: '写门牌地址' }),
  directions: text(160, { title: '怎么走', description: '写从明显的地方怎么走过来' }),
  hours: list(
    text(60, { title: '开放时间', description: '写一行时间', examples: ['周一至周五 8:30—17:30'] }),
    { title: '开放时间', description: '逐行写开放时间' },
    1,
  ),
  phone: dialable({ title: '电话', description: '写居民可以打的电话' }),
  accessibility: text(160, { title: '无障碍', description: '写台阶、轮椅、卫生间等情况' }),
  services: list(text(60, { title: '能办的事', description: '写一件能办的事' }), {
    title: '能办的事',
    description: '逐条写能办的事',
  }).default([]),
})

export type Place = z.infer<typeof placeSchema>
