import { expect, test } from 'vitest'
import { rewardSchema } from '../../content-schemas/reward.ts'
import { limitWords, standingWords, windowWords } from './reward-words.ts'

const reward = rewardSchema.parse({
  title: '长柄雨伞',
  summary: '撑得开两个人',
  cost_points: 800,
  goods_cost_fen: 2500,
  pickup: [{ place: 'service-center', hours: '周一 9:00', stock_note: '20 把' }],
  household_limit: { items: 1, period: '年' },
  from: '2026-12-15',
  until: '2027-02-05',
  reserve_days: 7,
  phone: '0400-5550100',
})
const { until: _, ...open } = reward

test('a reward says how many a household may have, and between which days', () => {
  expect(limitWords(reward)).toBe('每户每年最多 1 份')
  expect(windowWords(reward)).toBe('2026年12月15日到 2027年2月5日')
  expect(windowWords(open)).toBe('2026年12月15日起，换完为止')
})

test('one that is not to be had today says since when or until when', () => {
  expect(standingWords(reward, 'later')).toBe('2026年12月15日起才能换')
  expect(standingWords(reward, 'now')).toBeNull()
  expect(standingWords(reward, 'over')).toBe('2027年2月5日已经截止，不能再换')
})
