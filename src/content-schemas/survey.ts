import { z } from 'zod'
import { count, day, dialable, list, oneOf, reference, text } from './fields.ts'
import { surveyNaming, surveyQuestionKinds, surveyRespondents, tieRules, wordsOf } from './vocabulary.ts'

/** A name used inside one file and in what is stored: `children`, `no_lift`. */
const ownName = (title: string, description: string, example: string) =>
  z
    .string()
    .refine((value) => /^[a-z][a-z0-9_]{0,19}$/.test(value), {
      error: ({ input }) => `“${String(input)}”不是代号（小写字母开头，只用小写字母、数字和下划线，最多 20 个）`,
    })
    .meta({ title, description, examples: [example] })

/** All conditions must hold; each looks at one earlier question. `is`: any of these was chosen. `least`/`most`: the number or score given. */
const when = list(
  z.strictObject({
    question: ownName('看哪道题', '写前面一道题的代号', 'lives_with'),
    is: list(
      ownName('选了什么', '写选项的代号', 'alone'),
      { title: '选了什么', description: '逐条写选了哪些算（单选、多选、看图选）' },
      1,
    ).optional(),
    least: count(0, 1_000_000, { title: '不少于', description: '写不少于几（打分、数字）' }).optional(),
    most: count(0, 1_000_000, { title: '不多于', description: '写不多于几（打分、数字）' }).optional(),
  }),
  { title: '什么时候', description: '逐条写前面怎么答才轮到它，几条都要对上；总是轮到就删掉这几行' },
  1,
)

const picture = z
  .strictObject({
    file: text(80, { title: '图片文件', description: '写放在这个文件旁边的图片的文件名', examples: ['dengju.jpg'] }),
    alt: text(60, { title: '图上有什么', description: '写给看不见图的人听的一句话', examples: ['一盏新换的楼道灯'] }),
  })
  .meta({ title: '图片', description: '写图片（没有就删掉这一段）' })

const option = z.strictObject({
  id: ownName('选项代号', '写英文代号，定了就别改', 'lift'),
  label: text(40, { title: '选项', description: '写给居民看的选项', examples: ['加装电梯'] }),
  exclusive: z
    .boolean()
    .optional()
    .meta({ title: '选了它就不能选别的', description: '写 true，只给“以上都没有”这样的选项写；别的删掉这一行' }),
  picture: picture.optional(),
})

/** What a question asks for depends on its kind; which fields belong to which kind is checked in build/content/surveys.ts. */
const surveyQuestionSchema = z.strictObject({
  id: ownName('题目代号', '写英文代号，定了就别改，改了就当成另一道题', 'lives_with'),
  ask: text(60, { title: '怎么问', description: '写一句问话，一次只问一件事', examples: ['您和谁一起住？'] }),
  help: text(120, { title: '提示', description: '写怎么答；不用提示就删掉这一行' }).optional(),
  kind: oneOf(wordsOf(surveyQuestionKinds), {
    title: '怎么答',
    description: '写“单选”“多选”“看图选”“打分”“数字”“日期”“短文字”“长文字”“排序”或“表格”',
  }),
  required: z.boolean().default(true).meta({ title: '必答', description: '写 false 就是可以不答；必答的删掉这一行' }),
  options: list(option, { title: '选项', description: '逐条写选项（单选、多选、看图选、排序要写；表格写每一列）' }, 2).optional(),
  rows: list(
    z.strictObject({
      id: ownName('行代号', '写英文代号，定了就别改', 'lighting'),
      label: text(40, { title: '行', description: '写这一行问的是什么', examples: ['楼道照明'] }),
    }),
    { title: '行', description: '逐条写表格的每一行（只有表格要写）' },
    1,
  ).optional(),
  least: count(0, 1_000_000, { title: '最少', description: '写多选最少选几项，打分、数字最小是几；不写按常规' }).optional(),
  most: count(1, 1_000_000, {
    title: '最多',
    description: '写多选、排序最多选几项，打分、数字最大是几，文字最多几个字；不写按常规',
  }).optional(),
  least_word: text(12, { title: '低分是什么意思', description: '写最低分的意思（只有打分要写）', examples: ['很不满意'] }).optional(),
  most_word: text(12, { title: '高分是什么意思', description: '写最高分的意思（只有打分要写）', examples: ['很满意'] }).optional(),
  unit: text(10, { title: '单位', description: '写数字后面的单位（只有数字要写）', examples: ['口人'] }).optional(),
  from: day({ title: '最早', description: '写最早能填哪一天；不限就删掉这一行（只有日期能写）' }).optional(),
  until: day({ title: '最晚', description: '写最晚能填哪一天；不限就删掉这一行（只有日期能写）' }).optional(),
  identifies: text(80, {
    title: '为什么要问',
    description: '写清为什么要问、谁看得到；只有问姓名、电话、门牌、生日这些的题要写',
  }).optional(),
  needs: z
    .boolean()
    .optional()
    .meta({ title: '计入需求清单', description: '写 true 就汇进需求清单，只给问“您需要什么”的题写；别的题删掉这一行' }),
  when: when.optional(),
})

export const surveySectionSchema = z.strictObject({
  id: ownName('部分代号', '写英文代号，定了就别改', 'home'),
  title: text(20, { title: '部分标题', description: '写这一页的标题', examples: ['您家的情况'] }),
  intro: text(160, { title: '部分说明', description: '写这一页要知道的话；没有就删掉这一行' }).optional(),
  questions: list(surveyQuestionSchema, { title: '题目', description: '逐条写题目，先问的写前面' }, 1),
  when: when.optional(),
})

const nominationSchema = z.strictObject({
  id: ownName('候选代号', '写英文代号，定了就别改', 'building_3'),
  name: text(30, { title: '候选', description: '写候选的名字', examples: ['3 栋 2 单元'] }),
  story: text(200, { title: '介绍', description: '用居民的话写为什么推荐它' }),
  picture: picture.optional(),
})

/** 评选: what is voted on. Compiled to one question by src/features/surveys/ballot.ts. */
export const ballotSchema = z.strictObject({
  ask: text(60, { title: '怎么问', description: '写一句问话', examples: ['您觉得哪几个楼道最美？'] }),
  nominations: list(nominationSchema, { title: '候选', description: '逐条写候选' }, 2),
  votes: count(1, 50, { title: '每份最多几票', description: '写最多能选几个；觉得好的都能选（赞成票）就写候选的个数', examples: [3] }),
  winners: count(1, 50, { title: '选出几个', description: '写选出几个', examples: [3] }),
  tie: oneOf(wordsOf(tieRules), { title: '票数一样怎么办', description: '写“并列都入选”“并列的再投一轮”或“当众抽签”，投票以前就公布' }),
  booths: list(
    z.strictObject({
      id: ownName('投票点代号', '写英文代号，定了就别改', 'gate'),
      name: text(20, { title: '投票点', description: '写投票点的名字', examples: ['东门'] }),
    }),
    { title: '投票点', description: '逐条写现场投票的地方；没有就删掉这几行' },
  ).default([]),
})

/** 问卷 and 评选. `opens_on` and `closes_on` are the first and last day; a file has `sections` or `ballot`. */
export const surveySchema = z.strictObject({
  title: text(30, { title: '标题', description: '用居民的话写标题', examples: ['您家需要什么'] }),
  purpose: text(160, { title: '为什么问', description: '写为什么问、结果用来做什么、什么时候答复' }),
  organiser: text(30, { title: '主办', description: '写岗位或社团，不写个人姓名', examples: ['阳光里社区居委会'] }),
  phone: dialable({ title: '咨询电话', description: '写居民可以打的电话' }),
  place: reference('places', { title: '纸质问卷在哪里交', description: '写点位文件名，就是 content/places 里的文件名去掉 .md' }),
  opens_on: day({ title: '开始日期', description: '写从哪天起可以答' }),
  closes_on: day({ title: '截止日期', description: '写最后一天' }),
  minutes: count(1, 60, { title: '要几分钟', description: '写答完大约几分钟', examples: [5] }),
  respondents: oneOf(wordsOf(surveyRespondents), { title: '谁来答', description: '写“谁都可以”“每位居民一份”或“每户一份”' }),
  naming: oneOf(wordsOf(surveyNaming), { title: '记不记名', description: '写“匿名”或“记名”' }),
  named_reason: text(120, { title: '为什么记名', description: '写为什么要知道是谁答的、谁看得到（只有记名的要写）' }).optional(),
  sections: list(surveySectionSchema, { title: '部分', description: '逐条写问卷的各部分，一部分一页（评选不写）' }, 1).optional(),
  ballot: ballotSchema.optional().meta({ title: '评选', description: '写候选和规则（问卷不写）' }),
})

export type Survey = z.infer<typeof surveySchema>
