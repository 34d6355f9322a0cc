import { dayInWords } from '../../kernel/calendar.ts'
import type { Answer, CatalogueSurvey, Question } from './schema.ts'
import type { Standing } from './window.ts'

/** `12月10日`, with the year. */
export const dayWords = (day: string) => dayInWords(day)

const labelOf = (question: Question, option: string) => question.options?.find(({ id }) => id === option)?.label ?? option

/** An answer as somebody reads it. */
export const answerWords = (question: Question, answer: Answer): string => {
  if (typeof answer === 'number') return question.kind === '打分' ? scoreWords(question, answer) : `${answer}${question.unit ?? ''}`
  if (typeof answer === 'string') return answerText(question, answer)
  if (!Array.isArray(answer))
    return (question.rows ?? []).flatMap(({ id, label }) => (answer[id] ? [`${label}：${labelOf(question, answer[id])}`] : [])).join('；')
  const labels = answer.map((option) => labelOf(question, option))
  return question.kind === '排序' ? labels.map((label, place) => `${place + 1}. ${label}`).join('，') : labels.join('、')
}

const scoreWords = ({ least_word, most_word, least = 1, most = 5 }: Question, score: number) => {
  const word = score === least ? least_word : score === most ? most_word : undefined
  return word ? `${score} 分（${word}）` : `${score} 分`
}

const answerText = (question: Question, answer: string) => {
  if (question.kind === '日期') return dayWords(answer)
  return question.options ? labelOf(question, answer) : answer
}

type Condition = NonNullable<Question['when']>[number]

const conditionWords = ({ question: id, is, least, most }: Condition, questions: Question[]) => {
  const question = questions.find((one) => one.id === id)
  if (!question) return ''
  const chosen = is?.map((option) => `“${labelOf(question, option)}”`).join('或')
  if (chosen) return `“${question.ask}”选了${chosen}`
  const unit = question.unit ?? ''
  if (least !== undefined && most !== undefined) return `“${question.ask}”答了 ${least} 到 ${most}${unit}`
  return least === undefined ? `“${question.ask}”答了不多于 ${most}${unit}` : `“${question.ask}”答了不少于 ${least}${unit}`
}

/** For whom a question is, where the page cannot know it yet: `如果“…”选了“…”，请答这一题。` */
export const whenWords = (question: Question, questions: Question[]): string | null => {
  const all = (question.when ?? []).map((one) => conditionWords(one, questions)).join('，而且')
  return all === '' ? null : `如果${all}，请答这一题；不是就不用答。`
}

/** Who may answer, in a sentence. */
export const respondentsWords: Record<CatalogueSurvey['respondents'], string> = {
  谁都可以: '公开问卷，谁都能填，不核对是谁。一台手机或电脑算一份，家里人合用的可以“换一个人填”。',
  每位居民一份: '登记的居民每人一份。登录以后填，或用纸上的答题码。',
  每户一份: '登记的住户每户一份，家里谁填都行。登录以后填，或用纸上的答题码。',
}

/** What 匿名 and 记名 mean, in a sentence. */
export const namingWords = ({ naming, named_reason, respondents }: CatalogueSurvey) => {
  if (naming === '记名') return `记名：您的回答会和${respondents === '每户一份' ? '门牌' : '姓名'}放在一起。${named_reason ?? ''}`
  if (respondents === '谁都可以') return '匿名：不问您是谁，也不存。'
  return '匿名：谁交过和交了什么分开存，没有办法对上，工作人员也看不到您答了什么。'
}

export const standingWords = (standing: Standing, { opens_on, closes_on }: CatalogueSurvey): string => {
  switch (standing.state) {
    case 'upcoming':
      return `还没开始，${dayWords(opens_on)}起可以填`
    case 'open':
      return standing.days_left === 0 ? '今天是最后一天' : `可以填，还有 ${standing.days_left} 天`
    case 'unanswered':
      return `${dayWords(closes_on)}截止，未反馈，已 ${standing.waiting_days} 天`
    case 'replied':
      return `${dayWords(closes_on)}截止，${dayWords(standing.published_on)}有了反馈`
  }
}

/** What a form's own script says while somebody chooses or writes. */
export const leftWords = {
  votes: (left: number) => (left > 0 ? `还能选 ${left} 个` : left === 0 ? '选满了' : `多选了 ${-left} 个，请去掉`),
  characters: (left: number) => (left >= 0 ? `还能写 ${left} 个字` : `多了 ${-left} 个字，请写短一些`),
}
