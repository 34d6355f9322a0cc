import { z } from 'zod'
import { dialable, minute, oneOf, text } from './fields.ts'

/** 提醒: shown on every page between its two times. */
export const alertSchema = z
  .strictObject({
    title: text(30, { title: '标题', description: '写最要紧的一句话', examples: ['3 号楼周三停水'] }),
    level: oneOf(['紧急', '提醒'], { title: '级别', description: '写“紧急”（有人身或财产危险）或“提醒”（其他）' }),
    summary: text(80, { title: '一句话说明', description: '用不超过 80 个字说清什么事、怎么办' }),
    starts_at: minute({ title: '开始显示', description: '写从什么时候起显示' }),
    ends_at: minute({ title: '停止显示', description: '写到什么时候不再显示' }),
    phone: dialable({ title: '电话', description: '写居民可以打的电话' }),
  })
  .refine((alert) => alert.ends_at > alert.starts_at, {
    path: ['ends_at'],
    error: ({ input }) => {
      const alert = input as { starts_at: string; ends_at: string }
      return `${alert.ends_at} 不晚于开始显示的 ${alert.starts_at}`
    },
  })
