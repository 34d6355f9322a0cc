import type { PublishedDifference, PublishedMonth } from './account.ts'

/** `12.50`. */
export const yuan = (fen: number) => `${Math.trunc(fen / 100)}.${String(Math.abs(fen) % 100).padStart(2, '0')}`

const columns = [
  '月份',
  '发出积分',
  '得分户数',
  '兑换积分',
  '兑换户数',
  '到期积分',
  '月末各户手里的积分',
  '折成东西最多（元）',
  '兑换物',
  '发放件数',
  '进货价合计（元）',
  '月末还有',
]

const monthRows = (one: PublishedMonth): string[][] => {
  const { issued, earning_households, redeemed, redeeming_households, expired, outstanding, liability_fen } = one
  const figures = [issued, earning_households, redeemed, redeeming_households, expired, outstanding].map(String)
  const whole = [one.month, ...figures, yuan(liability_fen), '', '', '', '']
  const blank = Array.from({ length: 7 }, () => '')
  const rewards = one.rewards.map(({ title, handed_out, cost_fen, stock }) => [
    one.month,
    ...blank,
    title,
    String(handed_out),
    yuan(cost_fen),
    String(stock),
  ])
  return [whole, ...rewards]
}

/** 公示 as a sheet: a line a month, then a line for each reward of it; differences, if any, at the end. */
export const accountRows = ({ months, differences }: { months: PublishedMonth[]; differences: PublishedDifference[] }): string[][] => [
  columns,
  ...months.flatMap(monthRows),
  ...differences.map(({ what, recomputed, stored }) => [
    '核对',
    `${what}：按分录算是 ${recomputed}，存的是 ${stored}`,
    ...Array.from({ length: columns.length - 2 }, () => ''),
  ]),
]
