import { z } from 'zod'
import { count, dialable, list, oneOf, reference, text } from './fields.ts'
import { audiences, wordsOf } from './vocabulary.ts'

/** 志愿项目. */
export const programmeSchema = z.strictObject({
  title: text(30, { title: '标题', description: '写项目名称', examples: ['邻里助餐送餐队'] }),
  summary: text(80, { title: '一句话介绍', description: '用不超过 80 个字说清帮谁、做什么' }),
  audiences: list(
    oneOf(wordsOf(audiences), { title: '服务对象', description: '从可选的词里选' }),
    { title: '服务对象', description: '写帮助谁' },
    1,
  ),
  when: text(80, { title: '时间', description: '写一般什么时候', examples: ['周一至周五 10:30—12:00'] }),
  place: reference('places', { title: '集合地点', description: '写点位文件名，就是 content/places 里的文件名去掉 .md' }),
  roles: list(
    z.strictObject({
      name: text(20, { title: '岗位', description: '写岗位名称' }),
      needed_people: count(1, 200, { title: '需要几人', description: '写需要几人' }),
      does: text(80, { title: '做什么', description: '写这个岗位做什么' }),
    }),
    { title: '岗位', description: '逐条写岗位' },
    1,
  ),
  requirements: list(text(80, { title: '要求', description: '写一条要求' }), { title: '要求', description: '逐条写要求' }).default([]),
  join: text(160, { title: '怎么参加', description: '写怎么参加，包括不用手机的办法' }),
  organiser: text(40, { title: '负责', description: '写谁负责' }),
  phone: dialable({ title: '咨询电话', description: '写居民可以打的电话' }),
})

export type Programme = z.infer<typeof programmeSchema>
