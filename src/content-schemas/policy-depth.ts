import { z } from 'zod'
import { day, list, oneOf, reference, text } from './fields.ts'

const onlyIfThere = '写它的文件名；没有就删掉这一行'

const step = z.strictObject({
  title: text(20, { title: '做什么', description: '写这一步做什么', examples: ['先打电话问开没开'] }),
  text: text(200, { title: '怎么做', description: '写这一步怎么做、找谁、带什么' }),
  join: oneOf(['和', '或'], { title: '和前一步的关系', description: '写同一步里的两条怎么连，新的一步不写这一项' }).optional(),
  need: oneOf(['必做', '可不做'], { title: '要不要做', description: '从可选的词里选' }).default('必做'),
  policy: reference('policies', { title: '看哪篇政策', description: onlyIfThere }).optional(),
  place: reference('places', { title: '去哪里', description: onlyIfThere }).optional(),
  activity: reference('activities', { title: '哪个活动能帮忙', description: onlyIfThere }).optional(),
})

const question = z.strictObject({
  question: text(80, { title: '问', description: '照居民的原话写，不写姓名' }),
  answer: text(300, { title: '答', description: '写回答，拿不准的写该问谁' }),
  asked_on: day({ title: '哪天问的', description: '写问的那一天' }),
  answered_by: text(30, { title: '谁答的', description: '写答的人的岗位，不写姓名', examples: ['街道医保窗口'] }),
  activity: reference('activities', { title: '在哪个活动上问的', description: onlyIfThere }).optional(),
})

const change = z.strictObject({
  on: day({ title: '哪天起', description: '写从哪天起不一样，不是改网页的那天' }),
  text: text(120, { title: '改了什么', description: '写对居民来说什么不一样了' }),
})

/** What makes a policy more than a text: the way through it, what was asked about it, where else to go, and how it came to be so. */
export const policyDepth = {
  steps: list(step, { title: '一步一步办', description: '逐条写办成这件事的步骤' }).default([]),
  questions: list(question, { title: '解读会上的问答', description: '逐条写居民问过的和回答' }).default([]),
  places: list(reference('places', { title: '还可以去', description: '写点位的文件名' }), {
    title: '还可以去',
    description: '写还可以去的点位的文件名',
  }).default([]),
  changes: list(change, { title: '改过什么', description: '逐条写规定哪天起改了什么，只写有原文为准的' }).default([]),
}
