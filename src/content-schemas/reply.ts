import { z } from 'zod'
import { day, reference, text } from './fields.ts'

/** 反馈: what became of a survey, told to those who were asked. One file of content/replies/ for one survey. */
export const replySchema = z.strictObject({
  survey: reference('surveys', { title: '哪份问卷', description: '写问卷文件名，就是 content/surveys 里的文件名去掉 .yml' }),
  title: text(30, { title: '标题', description: '写一句话的结果', examples: ['3 栋的灯修好了'] }),
  published_on: day({ title: '反馈日期', description: '写哪天反馈的' }),
  author: text(30, { title: '谁反馈', description: '写岗位，不写个人姓名' }),
})

export type Reply = z.infer<typeof replySchema>
