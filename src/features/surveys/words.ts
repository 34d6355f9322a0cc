import { dayInWords } from '../../kernel/calendar.ts'
import { isText, limitsOf } from './limits.ts'
import type { CountedBy } from './page.ts'
import type { Answer, Ballot, CatalogueSurvey, Condition, Question } from './schema.ts'
import type { Standing } from './window.ts'

const labelOf = (question: Question, option: string) => question.options?.find(({ id }) => id === option)?.label ?? option

/** An answer as somebody reads it. */
export const answerWords = (question: Question, answer: Answer): string => {
  if (typeof answer === 'number') return question.kind === '打分' ? scoreWords(question, answer) : withUnit(answer, question)
  if (typeof answer === 'string') return answerText(question, answer)
  if (!Array.isArray(answer))
    return (question.rows ?? []).flatMap(({ id, label }) => (answer[id] ? [`${label}：${labelOf(question, answer[id])}`] : [])).join('；')
  const labels = answer.map((option) => labelOf(question, option))
  return question.kind === '排序' ? labels.map((label, place) => `${place + 1}. ${label}`).join('，') : labels.join('、')
}

const withUnit = (number: number, { unit }: Question) => (unit ? `${number} ${unit}` : String(number))

const scoreWords = ({ least_word, most_word, least = 1, most = 5 }: Question, score: number) => {
  const word = score === least ? least_word : score === most ? most_word : undefined
  return word ? `${score} 分（${word}）` : `${score} 分`
}

const answerText = (question: Question, answer: string) => {
  if (question.kind === '日期') return dayInWords(answer)
  return question.options ? labelOf(question, answer) : answer
}

const conditionWords = ({ question: id, is, least, most }: Condition, questions: Question[]) => {
  const question = questions.find((one) => one.id === id)
  if (!question) return ''
  const chosen = is?.map((option) => `“${labelOf(question, option)}”`).join('或')
  if (chosen) return `“${question.ask}”选了${chosen}`
  if (least !== undefined && most !== undefined) return `“${question.ask}”答了 ${least} 到 ${withUnit(most, question)}`
  const bound = least === undefined ? '不多于' : '不少于'
  return `“${question.ask}”答了${bound} ${withUnit(least ?? most ?? 0, question)}`
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
      return `还没开始，${dayInWords(opens_on)}起可以填`
    case 'open':
      return standing.days_left === 0 ? '今天是最后一天' : `可以填，还有 ${standing.days_left} 天`
    case 'unanswered':
      return `${dayInWords(closes_on)}截止，未反馈，已 ${standing.waiting_days} 天`
    case 'replied':
      return `${dayInWords(closes_on)}截止，${dayInWords(standing.published_on)}有了反馈`
  }
}

/** How a question is answered, where it does not show by itself; null where it does. */
export const howWords = (question: Question): string | null => {
  const { least, most } = limitsOf(question)
  const { kind, options = [] } = question
  if (kind === '多选') {
    if (most >= options.length) return least > 1 ? `可以选几项，最少 ${least} 项。` : '可以选几项。'
    return least > 1 ? `选 ${least} 到 ${most} 项。` : `最多选 ${most} 项。`
  }
  if (kind === '打分') return scoreEnds(question)
  if (kind === '排序')
    return most < options.length
      ? `在最要紧的旁边选“第 1”，再选“第 2”，最多排 ${most} 项。`
      : '在最要紧的旁边选“第 1”，再选“第 2”，这样排下去。'
  if (kind === '数字') return question.most === undefined ? '只写数字。' : `只写数字，${least} 到 ${withUnit(most, question)}。`
  if (kind === '日期') return '写年月日，例如 2026-03-01。'
  return isText(question) ? `最多 ${most} 个字。` : null
}

/** The published rules of a ballot: votes, winners, what happens to those with as many votes, in sentences. */
export const ballotWords = ({ nominations, votes, winners, tie }: Ballot): string => {
  const many = votes >= nominations.length ? '觉得好的都可以选，选几个都行' : `一份最多选 ${votes} 个`
  return `${many}，票数最多的 ${winners} 个入选。票数一样的，${tie}。`
}

const scoreEnds = (question: Question) => {
  const { least, most } = limitsOf(question)
  const { least_word, most_word } = question
  const ends = [least_word && `${least} 分是“${least_word}”`, most_word && `${most} 分是“${most_word}”`].filter(Boolean)
  return ends.length > 0 ? `${ends.join('，')}。` : null
}

/** How far one is. How many pages come may still hang on an answer. */
export const placeWords = ({ place, of, survey }: { place: number; of: number; survey: Pick<CatalogueSurvey, 'sections'> }) => {
  if (place === of) return `第 ${place} 页，最后一页，再检查一遍就可以交`
  return `第 ${place} 页，共 ${of} 页${survey.sections.some(({ when }) => when) ? '左右' : ''}`
}

/** By what a set of answers is counted, for whoever gives it. */
export const countedWords = (by: CountedBy, { respondents }: CatalogueSurvey) => {
  if (by === 'device') return '公开问卷，不核对是谁，一台手机算一份。'
  if (by === 'code') return '用答题码填，算答题码那一份。'
  return respondents === '每户一份' ? '算您家的一份。' : '算您的一份。'
}

/** Surveys as a list shows them: those that are asked, under `asked`, then those to come and those that are over; no empty group. */
export const byStanding = <Row extends { standing: Standing }>(rows: Row[], asked: string) =>
  [
    { title: asked, states: ['open'] },
    { title: '就要开始', states: ['upcoming'] },
    { title: '已经截止', states: ['unanswered', 'replied'] },
  ]
    .map(({ title, states }) => ({ title, rows: rows.filter(({ standing }) => states.includes(standing.state)) }))
    .filter((group) => group.rows.length > 0)
