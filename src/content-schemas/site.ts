import { z } from 'zod'
import { count, dialable, link, list, text } from './fields.ts'

const isTimeZone = (value: string) => {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: value }))
  } catch {
    return false
  }
}

/** content/site.yml: what makes the site one's own community. */
export const siteSchema = z.strictObject({
  name: text(20, { title: '网站名称', description: '写网站名称', examples: ['梧桐里社区'] }),
  slogan: text(30, { title: '一句话', description: '写首页上的一句话' }),
  committee: text(40, { title: '居委会全称', description: '写居委会全称' }),
  street: text(40, { title: '街道', description: '写所属街道全称' }),
  url: link({ title: '网址', description: '写网站正式网址，不带最后的斜杠', examples: ['https://wutongli.example'] }).refine(
    (value) => !value.endsWith('/'),
    {
      message: '最后多了一个斜杠',
    },
  ),
  phone: dialable({ title: '社区电话', description: '写每一页都显示的电话' }),
  phone_hours: text(40, { title: '接听时间', description: '写什么时候有人接', examples: ['每天 8:30—17:30'] }),
  address: text(80, { title: '地址', description: '写社区服务中心地址' }),
  time_zone: text(40, { title: '时区', description: '写时区', examples: ['Asia/Shanghai'] }).refine(isTimeZone, {
    error: ({ input }) => `“${String(input)}”不是一个时区`,
  }),
  sample: text(160, { title: '示例说明', description: '如果是虚构的示例社区，写明；真实社区删掉这一行' }).optional(),
  signup_notice: z
    .strictObject({
      version: text(20, { title: '告知版本', description: '每改一次告知内容就换一个版本', examples: ['2026-11'] }),
      collects: text(120, { title: '收集什么', description: '写收集哪些信息' }),
      purpose: text(120, { title: '为什么收集', description: '写用来做什么' }),
      viewers: text(120, { title: '谁能看到', description: '写谁能看到' }),
      withdrawal: text(120, { title: '怎么撤回', description: '写怎么查、改、删' }),
    })
    .meta({ title: '报名告知', description: '写报名前告诉居民的话' }),
  member_notice: z
    .strictObject({
      version: text(20, { title: '告知版本', description: '每改一次告知内容就换一个版本', examples: ['2026-11'] }),
      collects: text(120, { title: '收集什么', description: '写登记户和居民要哪些信息' }),
      purpose: text(120, { title: '为什么收集', description: '写用来做什么' }),
      viewers: text(120, { title: '谁能看到', description: '写谁能看到' }),
      withdrawal: text(120, { title: '怎么撤回', description: '写怎么查、改、删' }),
      audiences: text(160, { title: '登记人群的告知', description: '写登记人群有什么用、可以不登记' }),
      guardian: text(160, { title: '监护人确认', description: '写监护人替不满 14 岁的孩子办事前要确认的话' }),
    })
    .meta({ title: '登记告知', description: '写登记户和居民前告诉居民的话' }),
  grids: list(
    z.strictObject({
      id: text(20, { title: '网格代号', description: '写英文代号，定了就别改', examples: ['g1'] }),
      name: text(20, { title: '网格名称', description: '写网格叫什么', examples: ['第一网格'] }),
      buildings: list(
        text(10, { title: '楼栋', description: '写楼栋号，不带“栋”字', examples: ['3'] }),
        {
          title: '楼栋',
          description: '逐条写这个网格有哪些楼栋',
        },
        1,
      ),
      phone: dialable({ title: '网格电话', description: '写找这个网格的网格员打哪个电话' }),
    }),
    { title: '网格', description: '逐条写网格' },
    1,
  ).superRefine((grids, context) => {
    const seen = new Set<string>()
    for (const [place, { buildings }] of grids.entries())
      for (const building of buildings) {
        if (seen.has(building)) context.addIssue({ code: 'custom', path: [place, 'buildings'], message: `${building} 栋写在了两个网格里` })
        seen.add(building)
      }
  }),
  points: z
    .strictObject({
      validity_months: count(1, 60, { title: '积分用几个月', description: '写得到以后能用几个月', examples: [12] }),
      notice_days: count(1, 90, { title: '提前几天提醒', description: '写到期前几天提醒', examples: [30] }),
      fraud: z
        .strictObject({
          cap_per_inspector_per_day_points: count(1, 50_000, {
            title: '一人一天最多记几分',
            description: '写一位工作人员一天最多记几分',
            examples: [3000],
          }),
          sample_per_week_entries: count(0, 100, { title: '每周抽查几笔', description: '写每周随机抽几笔来查', examples: [10] }),
        })
        .meta({ title: '防作假', description: '写防作假的两个数' }),
    })
    .meta({ title: '积分', description: '写积分用多久、怎么防作假' }),
  retention_days: z
    .strictObject({
      signup_contacts: count(1, 365, { title: '报名联系方式保留天数', description: '写活动结束后保留几天', examples: [30] }),
      signup_history: count(1, 1825, {
        title: '报名记录保留天数',
        description: '写登记居民报过什么、来没来，活动结束后保留几天',
        examples: [365],
      }),
      signin_codes: count(1, 90, { title: '登录码保留天数', description: '写登录码过期后保留几天', examples: [7] }),
      ended_sessions: count(1, 365, { title: '登录设备保留天数', description: '写设备退出或过期后保留几天', examples: [30] }),
      left_residents: count(1, 1095, { title: '迁出居民保留天数', description: '写居民迁出后保留几天', examples: [180] }),
    })
    .meta({ title: '保留天数', description: '写各类个人信息保留几天' }),
})

/** content/glossary.yml: one English identifier for one official Chinese word. */
export const glossarySchema = z.strictObject({
  words: list(
    z.strictObject({
      id: text(40, { title: '英文标识', description: '写代码里的英文名' }),
      word: text(20, { title: '规范用词', description: '写页面上用的中文词' }),
      meaning: text(120, { title: '意思', description: '写一句解释' }),
      avoid: list(text(20, { title: '避免', description: '写一个不要用的词' }), { title: '避免', description: '写不要用的词' }).default([]),
    }),
    { title: '词语', description: '逐条写词语' },
    1,
  ),
})

export type Site = z.infer<typeof siteSchema>
export type Glossary = z.infer<typeof glossarySchema>
