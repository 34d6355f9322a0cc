import { expect, test } from 'vitest'
import type { HeldPage } from './page.ts'
import { receiptText } from './receipt.ts'

const site = { name: '梧桐里社区', phone: '0400-5550100', time_zone: 'Asia/Shanghai' }
const page: HeldPage = {
  kind: 'held',
  signup: {
    activity: 'tea',
    occurrence: '2026-11-28',
    state: 'confirmed',
    party_size: 2,
    code: 'K7M4TP',
    name: '王阿姨',
    phone: '199****0001',
    parties_ahead: null,
    starts_at: '2026-11-28T06:00:00.000Z',
    ends_at: '2026-11-28T07:30:00.000Z',
  },
  activity_title: '周末茶话会',
  place: { slug: 'activity-hall', title: '活动室', address: '梧桐路 1 号' },
  largest_party: 5,
  occurrence_status: 'scheduled',
  started: false,
}

test('a receipt to send to the family says what, when, where and the code, and nobody’s number but the community’s', () => {
  expect(receiptText(page, site)).toBe(
    '报名成功：周末茶话会\n时间：2026年11月28日（周六）14:00\n地点：活动室，梧桐路 1 号\n2 人，报名码 K7M-4TP\n梧桐里社区 0400-5550100',
  )
})

test('of an activity that left the site it has no place, and says when one only waits', () => {
  const waiting = { ...page, place: null, signup: { ...page.signup, state: 'waiting' as const } }
  expect(receiptText(waiting, site)).toBe(
    '候补中：周末茶话会\n时间：2026年11月28日（周六）14:00\n2 人，报名码 K7M-4TP\n梧桐里社区 0400-5550100',
  )
})
