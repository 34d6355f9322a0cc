/** Closed word lists that editors choose from. The key is the address part, the value the word on the page. */

export const audiences = {
  everyone: '全体居民',
  'older-people': '老年人',
  children: '儿童青少年',
  'people-in-need': '困难群体',
  'disabled-people': '残疾人',
  'new-residents': '新市民',
  workers: '在职人员',
  families: '育儿家庭',
} as const

export const topics = {
  'elder-care': '养老助老',
  health: '看病医保',
  tax: '个税',
  work: '就业社保',
  housing: '住房',
  family: '生育教育',
  assistance: '困难救助',
  residence: '户口居住',
  safety: '安全防范',
  environment: '环境分类',
} as const

export const activityKinds = {
  talk: '政策讲座',
  health: '健康服务',
  culture: '文体活动',
  family: '亲子活动',
  service: '便民服务',
  meeting: '居民议事',
  learning: '学习课堂',
} as const

export const placeKinds = {
  center: '社区服务中心',
  clinic: '卫生服务站',
  hall: '活动场所',
  canteen: '社区食堂',
  recycling: '回收点',
  outdoor: '户外场地',
  shelter: '应急避难点',
} as const

export const rateUnits = {
  kg: '公斤',
  item: '件',
} as const

/** Periods of the calendar in which a household may have so many of a reward. */
export const limitPeriods = {
  month: '月',
  quarter: '季',
  year: '年',
} as const

/** How a question of a checker is answered. */
export const answerKinds = {
  choice: '单选',
  'yes-no': '是否',
  month: '月份',
  number: '数字',
} as const

/** How an outcome of a checker gets its figure; each is a function of src/features/checkers/calculation.ts. */
export const calculations = {
  fixed: '定额',
  each: '按数量',
  stated: '按填写',
  excess: '超出部分',
  retirement: '退休年龄',
} as const

/** Whose retirement age (全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定). */
export const retirementKinds = {
  man: '男职工',
  woman55: '原五十五岁退休的女职工',
  woman50: '原五十岁退休的女职工',
} as const

/** Whether a checker may leave a trace in an address. */
export const checkerPrivacy = {
  usual: '普通',
  sensitive: '敏感',
} as const

/** How a question of a survey is answered. */
export const surveyQuestionKinds = {
  single: '单选',
  multiple: '多选',
  picture: '看图选',
  scale: '打分',
  number: '数字',
  date: '日期',
  'short-text': '短文字',
  'long-text': '长文字',
  ranking: '排序',
  matrix: '表格',
} as const

/** Who may answer, and how often: once a device, once a resident, once a household. */
export const surveyRespondents = {
  anyone: '谁都可以',
  residents: '每位居民一份',
  households: '每户一份',
} as const

/** Whether an answer says whose it is. */
export const surveyNaming = {
  anonymous: '匿名',
  named: '记名',
} as const

/** What happens when two nominations have as many votes and not both can win. */
export const tieRules = {
  all: '并列都入选',
  runoff: '并列的再投一轮',
  lots: '当众抽签',
} as const

type Words<Vocabulary extends Record<string, string>> = [Vocabulary[keyof Vocabulary], ...Vocabulary[keyof Vocabulary][]]

export const wordsOf = <const Vocabulary extends Record<string, string>>(vocabulary: Vocabulary) =>
  Object.values(vocabulary) as Words<Vocabulary>

/** The address part for a word, as in `/policies/audience/older-people/`. */
export const keyOf = <const Vocabulary extends Record<string, string>>(vocabulary: Vocabulary, word: Vocabulary[keyof Vocabulary]) => {
  const entry = Object.entries(vocabulary).find(([, value]) => value === word)
  if (!entry) throw new Error(`no key for ${word}`)
  return entry[0]
}
