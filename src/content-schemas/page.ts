import { z } from 'zod'
import { text } from './fields.ts'

/** 一般页面: about, privacy, accessibility. */
export const pageSchema = z.strictObject({
  title: text(30, { title: '标题', description: '写标题' }),
  summary: text(80, { title: '一句话介绍', description: '用不超过 80 个字说清这页讲什么' }),
})
