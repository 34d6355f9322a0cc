import { keyOf, retirementKinds } from '../../content-schemas/vocabulary.ts'
import { amountOn } from './rate.ts'
import { type Retirement, type RetirementKind, retirementOf } from './retirement.ts'
import type { Answers, Judged, Outcome, Rate } from './schema.ts'

/** What an outcome comes to. `amount` null: there is no rate on that day. */
export type Figure =
  | { kind: 'money'; amount: number | null; unit: Rate['unit']; rate: Rate }
  | { kind: 'retirement'; retirement: Retirement }

/** The figure of an outcome on a day; null for one that has none. */
export const figureOf = ({ amount }: Outcome, { rates }: Judged, answers: Answers, day: string): Figure | null => {
  if (!amount) return null
  const answer = answers[amount.question ?? ''] ?? ''
  if (amount.calculation === '退休年龄') {
    const kind = keyOf(retirementKinds, amount.retires ?? retirementKinds.man) as RetirementKind
    return { kind: 'retirement', retirement: retirementOf(kind, answer) }
  }
  const rate = rateOf(rates, amount.rate)
  const full = amountOn(rate, day)
  const floor = amount.calculation === '超出部分' ? amountOn(rateOf(rates, amount.above), day) : 0
  const money = full === null || floor === null ? null : yuan[amount.calculation](full, Number(answer), floor)
  return { kind: 'money', amount: money && Math.floor((money * (amount.percent ?? 100)) / 100), unit: rate.unit, rate }
}

/** 定额: the rate. 按数量: the rate for each. 按填写: what was stated, up to the rate. 超出部分: what is above the floor, up to the rate. */
const yuan: Record<Exclude<NonNullable<Outcome['amount']>['calculation'], '退休年龄'>, Sum> = {
  定额: (rate) => rate,
  按数量: (rate, answer) => rate * answer,
  按填写: (rate, answer) => Math.min(rate, answer),
  超出部分: (rate, answer, floor) => Math.max(0, Math.min(rate, answer - floor)),
}
type Sum = (rate: number, answer: number, floor: number) => number

const rateOf = (rates: Rate[], id: string | undefined): Rate => {
  const rate = rates.find((one) => one.id === id)
  if (!rate) throw new Error(`the check let an unknown rate through: ${id}`)
  return rate
}
