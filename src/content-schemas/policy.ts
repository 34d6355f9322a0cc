import { z } from 'zod'
import { count, day, dialable, link, list, oneOf, reference, text } from './fields.ts'
import { policyDepth } from './policy-depth.ts'
import { audiences, topics, wordsOf } from './vocabulary.ts'

/** 办理卡: everything a resident needs before leaving home. Phone and offline route are never optional. */
const serviceCard = z.strictObject({
  conditions: list(text(120, { title: '条件', description: '写一条谁能办' }), { title: '办理条件', description: '逐条写谁能办' }, 1),
  materials: list(
    text(120, { title: '材料', description: '写一样要带的材料' }),
    { title: '所需材料', description: '逐条写要带什么；不用带就写“无需材料”' },
    1,
  ),
  time: text(80, { title: '办理时限', description: '写多久办好，或什么时候办', examples: ['当场办好'] }),
  cost: text(60, { title: '费用', description: '写要不要钱', examples: ['不收费'] }),
  place: reference('places', {
    title: '办理地点',
    description: '写点位文件名，就是 content/places 里的文件名去掉 .md',
    examples: ['service-center'],
  }),
  phone: dialable({ title: '咨询电话', description: '写居民可以打的电话' }),
  proxy: text(120, { title: '能否代办', description: '写家人或网格员能不能代办、要带什么', examples: ['可以，带双方身份证'] }),
  offline_route: text(160, {
    title: '线下办理',
    description: '写不会用手机的人怎么办',
    examples: ['到社区服务中心 2 号窗口，工作人员帮您填表'],
  }),
})

const document = z.strictObject({
  title: text(120, { title: '文件标题', description: '写文件全名' }),
  document_number: text(40, { title: '文号', description: '照原文写文号', examples: ['国发〔2018〕41号'] }),
  policy: reference('policies', { title: '本站解读', description: '写本站解读的文件名；没有就删掉这一行' }).optional(),
  url: link({ title: '网址', description: '写原文网址' }).optional(),
})

const review = z
  .strictObject({
    last_reviewed: day({ title: '最近核对日期', description: '写最近一次照原文核对的日期' }),
    interval_months: count(1, 36, { title: '核对间隔（月）', description: '写几个月核对一次', examples: [6] }),
    reviewer: text(30, { title: '核对人', description: '写核对人的姓名或岗位' }),
    note: text(400, { title: '核对说明', description: '写这次核对了什么、哪些拿不准所以没写' }),
  })
  .meta({ title: '核对', description: '写谁在什么时候照原文核对过' })

/** 政策解读. Dates are days of the site's time zone; `expires_on` is the last day in force. */
export const policySchema = z
  .strictObject({
    title: text(30, { title: '标题', description: '用居民的话写标题', examples: ['个税专项附加扣除怎么填'] }),
    aliases: list(text(20, { title: '俗称', description: '写一个居民的叫法' }), { title: '俗称', description: '写居民平时怎么叫它' }, 1),
    audiences: list(
      oneOf(wordsOf(audiences), { title: '适用人群', description: '从可选的词里选' }),
      { title: '适用人群', description: '写给谁看的' },
      1,
    ),
    topics: list(
      oneOf(wordsOf(topics), { title: '主题', description: '从可选的词里选' }),
      { title: '主题', description: '写属于哪一类' },
      1,
    ),
    short_answer: text(80, { title: '一句话答案', description: '用一句不超过 80 个字的话回答居民最关心的事' }),
    issuer: text(60, { title: '发文机关', description: '写发文机关', examples: ['国务院'] }),
    document_title: text(120, { title: '文件标题', description: '写文件全名' }),
    document_number: text(60, { title: '文号', description: '照原文写文号；法律没有文号，写主席令号', examples: ['国发〔2018〕41号'] }),
    original_url: link({ title: '原文链接', description: '写政府网站上的原文网址' }),
    other_documents: list(document, { title: '相关文件', description: '逐条写相关文件' }).default([]),
    effective_from: day({ title: '生效日期', description: '写从哪天起施行' }),
    expires_on: day({ title: '失效日期', description: '写最后有效的一天；没有期限就删掉这一行' }).optional(),
    replaces: list(document, { title: '替代的文件', description: '逐条写被它替代的文件' }).default([]),
    replaced_by: document.optional().meta({ title: '被谁替代', description: '写替代它的文件' }),
    review,
    service: serviceCard.meta({ title: '办理卡', description: '分几行写办理卡' }),
    related: list(reference('policies', { title: '相关政策', description: '写另一篇政策的文件名' }), {
      title: '相关政策',
      description: '写相关政策的文件名',
    }).default([]),
    ...policyDepth,
  })
  .refine(({ steps }) => steps[0]?.join === undefined, {
    path: ['steps', 0, 'join'],
    error: '写在第一步，可是前面没有步骤',
  })
  .refine((policy) => !policy.expires_on || policy.expires_on >= policy.effective_from, {
    path: ['expires_on'],
    error: ({ input }) => {
      const policy = input as { effective_from: string; expires_on: string }
      return `${policy.expires_on} 早于生效日期 ${policy.effective_from}`
    },
  })

export type Policy = z.infer<typeof policySchema>
