import { monthInWords } from '../../kernel/calendar.ts'
import { limitsOf, optionsOf } from './answer.ts'
import type { Figure } from './calculation.ts'
import type { Total } from './outcome.ts'
import { type AnswerFault, type CheckersRefusalCode, numberMost, type Question } from './schema.ts'

/** What is said of what was sent as a whole; `phone` is the one to ask. */
export const refusalSentence = (code: CheckersRefusalCode, phone: string) =>
  ({
    checker_unknown: `没有这个对照。请从“看政策”里重新找，或打电话 ${phone} 问。`,
    answers_too_long: '网址太长了，读不出您的回答。请从第一个问题重新答。',
    answer_invalid: '这个问题还要再答一次。',
    answers_unreadable: '网址里有一处看不懂，可能抄漏了。请从第一个问题重新答。',
  })[code]

/** What is wrong with the answer on the page, and what to write. */
export const faultSentence = (question: Question, fault: AnswerFault): string => {
  const { least, most } = limitsOf(question)
  const { unit = '' } = question
  return {
    choice_missing: '请从下面选一个。',
    number_missing: `请填一个整数，只写数字，例如 ${Math.max(least, 1)}。没有就填 ${least}。`,
    number_out_of_range: `请填 ${least} 到 ${most === numberMost ? '九百多万' : most} 之间的数${unit && `（${unit}）`}。`,
    month_missing: '请填四位数的年份，再选月份，例如 1970 年 6 月。',
    month_out_of_range: `年份请填 ${least} 到 ${most} 之间的，例如 ${Math.max(least, Math.min(most, 1970))}。`,
  }[fault]
}

/** An answer as it is read back. */
export const answerWords = (question: Question, answer: string): string => {
  if (question.kind === '月份') return monthInWords(answer)
  if (question.kind === '数字') return `${grouped(Number(answer))} ${question.unit ?? ''}`.trim()
  return optionsOf(question).find(({ value }) => value === answer)?.label ?? ''
}

/** `1,500`: thousands are easier to read aloud apart. */
const grouped = (amount: number) => amount.toLocaleString('en-US')

const perWords = { '元/月': '每月', '元/年': '每年' } as const

/** `61岁5个月`. */
export const ageInWords = (months: number) => `${Math.floor(months / 12)}岁${months % 12 ? `${months % 12}个月` : ''}`

/** `15年`, `15年6个月`. */
export const yearsInWords = (months: number) => `${Math.floor(months / 12)}年${months % 12 ? `${months % 12}个月` : ''}`

/** A figure as name and value, and what it rests on. */
export const figureLines = (figure: Figure): { name: string; value: string }[] => {
  if (figure.kind === 'money') {
    const { amount, unit, rate } = figure
    if (amount === null) return [{ name: '金额', value: '今天没有可用的标准，请打电话问。' }]
    return [
      { name: perWords[unit], value: `${grouped(amount)} 元` },
      { name: '出处', value: rate.source },
    ]
  }
  const { age_months, month, delay_months, earliest_month, latest_month, contribution_months } = figure.retirement
  return [
    { name: '退休年龄', value: ageInWords(age_months) },
    { name: '哪个月到', value: monthInWords(month) },
    { name: '比原来晚', value: delay_months ? `${delay_months} 个月` : '不推迟' },
    ...(delay_months ? [{ name: '想早退', value: `自愿的，最早 ${monthInWords(earliest_month)}` }] : []),
    ...(delay_months ? [{ name: '想晚退', value: `和单位商量好，最晚 ${monthInWords(latest_month)}` }] : []),
    { name: '要交满', value: `${yearsInWords(contribution_months)}，才能按月领养老金` },
  ]
}

/** `合起来每月 5,000 元，每年 8,600 元`; null when there is nothing to add up. */
export const totalSentence = (totals: Total[]) =>
  totals.length > 0 ? `合起来${totals.map(({ unit, amount }) => `${perWords[unit]} ${grouped(amount)} 元`).join('，')}` : null
