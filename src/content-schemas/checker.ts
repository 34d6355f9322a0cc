import { z } from 'zod'
import { count, day, list, oneOf, reference, text } from './fields.ts'
import { answerKinds, calculations, checkerPrivacy, retirementKinds, wordsOf } from './vocabulary.ts'

/** A name used inside one file, and in addresses: `children`. */
const ownName = (title: string, description: string, example: string) =>
  z
    .string()
    .refine((value) => /^[a-z][a-z0-9]{0,19}$/.test(value), {
      error: ({ input }) => `“${String(input)}”不是代号（小写字母开头，只用小写字母和数字，最多 20 个）`,
    })
    .meta({ title, description, examples: [example] })

/** All conditions must hold. A question asked later, or one that is a number or a month, cannot be a condition. */
const when = list(
  z.strictObject({
    question: ownName('看哪个问题', '写前面一个问题的代号', 'children'),
    is: list(ownName('选了什么', '写选项的代号；是否题写 yes 或 no', 'yes'), { title: '选了什么', description: '逐条写选了哪些算' }, 1),
  }),
  { title: '什么时候', description: '逐条写前面怎么答才轮到它，几条都要对上；总是轮到就删掉这几行' },
  1,
)

const question = z.strictObject({
  id: ownName('问题代号', '写英文代号，定了就别改', 'children'),
  ask: text(40, { title: '怎么问', description: '写一句问话，一次只问一件事', examples: ['您家有没有孩子？'] }),
  hint: text(120, { title: '提示', description: '写怎么答、去哪里看；不用提示就删掉这一行' }).optional(),
  kind: oneOf(wordsOf(answerKinds), { title: '怎么答', description: '写“单选”“是否”“月份”或“数字”' }),
  options: list(
    z.strictObject({
      value: ownName('选项代号', '写英文代号，定了就别改', 'rent'),
      label: text(40, { title: '选项', description: '写给居民看的选项', examples: ['租房住'] }),
    }),
    { title: '选项', description: '逐条写选项（只有单选题要写）' },
    2,
  ).optional(),
  unit: text(10, { title: '单位', description: '写数字后面的单位（只有数字题要写）', examples: ['个'] }).optional(),
  least: count(0, 90_000, { title: '最小', description: '写最小能填几；月份题写最早哪一年；不写就是 0', examples: [0] }).optional(),
  most: count(1, 90_000, { title: '最大', description: '写最大能填几；月份题写最晚哪一年；不限就删掉这一行', examples: [10] }).optional(),
  when: when.optional(),
})

const rate = z.strictObject({
  id: ownName('标准代号', '写英文代号', 'pupil'),
  title: text(30, { title: '标准', description: '写是什么标准', examples: ['子女教育'] }),
  unit: oneOf(['元/月', '元/年'], { title: '单位', description: '写“元/月”或“元/年”' }),
  source: text(60, { title: '出处', description: '写哪一份文件定的，带文号', examples: ['国发〔2023〕13号'] }),
  rows: list(
    z.strictObject({
      from: day({ title: '从哪天起', description: '写开始用的第一天' }),
      until: day({ title: '到哪天止', description: '写最后用的一天；还在用就删掉这一行' }).optional(),
      amount: count(1, 90_000, { title: '多少', description: '写多少元，整数', examples: [2000] }),
    }),
    { title: '各时期的数', description: '逐条写，一条接一条，中间不空' },
    1,
  ),
})

const amount = z.strictObject({
  calculation: oneOf(wordsOf(calculations), { title: '算法', description: '从可选的词里选' }),
  rate: ownName('标准', '写上面一条标准的代号（退休年龄不写）', 'pupil').optional(),
  above: ownName('起算线', '写上面一条标准的代号（只有“超出部分”要写）', 'floor').optional(),
  question: ownName('看哪个问题', '写数字题的代号；退休年龄写月份题的代号；“定额”不写', 'pupils').optional(),
  percent: count(1, 100, { title: '按百分之几', description: '写百分之几；全算就删掉这一行', examples: [50] }).optional(),
  retires: oneOf(wordsOf(retirementKinds), { title: '哪一类人', description: '从可选的词里选（只有“退休年龄”要写）' }).optional(),
})

const outcome = z.strictObject({
  id: ownName('结果代号', '写英文代号', 'pupil'),
  title: text(30, { title: '结果', description: '写一句话的结果', examples: ['子女教育，可以扣'] }),
  text: text(240, { title: '说明', description: '用居民的话写为什么、要留意什么' }),
  when: when.optional(),
  amount: amount.optional().meta({ title: '算出来的数', description: '写怎么算（不用算就删掉这一段）' }),
})

/**
 * 对照 (Is it for me?): questions asked one at a time, in this order; the outcomes that hold are all shown. An outcome without
 * `when` is the one for whom nothing else holds. One with an amount of nothing is not shown.
 */
export const checkerSchema = z.strictObject({
  title: text(30, { title: '标题', description: '用居民的话写标题', examples: ['我能扣哪几项'] }),
  summary: text(120, { title: '一句话介绍', description: '用不超过 120 个字说清能查出什么' }),
  policies: list(
    reference('policies', { title: '政策', description: '写政策文件名，就是 content/policies 里的文件名去掉 .md' }),
    { title: '政策', description: '写是哪几篇政策的，电话和窗口照第一篇' },
    1,
  ),
  privacy: oneOf(wordsOf(checkerPrivacy), {
    title: '怕不怕人看见',
    description: '写“普通”或“敏感”；问到身体、家境的写“敏感”，网址里就不留一个字',
  }).default('普通'),
  source: text(200, { title: '依据', description: '写依据哪些文件，带文号；是编的就写明是编的' }),
  note: text(200, { title: '要留意', description: '写算出来的只能参考、以谁为准' }),
  questions: list(question, { title: '问题', description: '逐条写，先问的写前面' }, 1),
  rates: list(rate, { title: '标准', description: '逐条写要用到的数' }).default([]),
  outcomes: list(outcome, { title: '结果', description: '逐条写，对上几条就给居民看几条' }, 1),
})

export type Checker = z.infer<typeof checkerSchema>
