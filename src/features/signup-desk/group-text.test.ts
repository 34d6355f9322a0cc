import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { sampleOccurrence, testNow } from '../../../tests/support/catalogue.ts'
import { contentLines, groupText, groupTextMaxCharacters } from './group-text.ts'
import type { DeskOccurrence } from './page.ts'

const zone = 'Asia/Shanghai'
const at = (changes: Partial<DeskOccurrence['occurrence']>, of: Partial<DeskOccurrence> = {}): DeskOccurrence => ({
  slug: 'tea',
  title: '周末茶话会',
  phone: '0400-5550100',
  place: { slug: 'hall', title: '活动室', address: '梧桐路 1 号' },
  occurrence: sampleOccurrence('2026-11-28', changes),
  cancelled: changes.status === 'cancelled',
  started: false,
  largest_party: 3,
  ...of,
})
const moved = { status: 'moved', reason: '下雨', moved_from: sampleOccurrence('2026-11-21').starts_at } as const

describe('the text for the group', () => {
  test('says when it was to be and when it is', () => {
    expect(groupText(at(moved), testNow, zone)).toBe(
      '【改期】周末茶话会\n原定11月21日（周六）14:00\n改到11月28日（周六）14:00\n地点：活动室\n原因：下雨\n已经报名的不用重报；来不了请取消，把名额让给候补的人。\n有事请打电话 0400-5550100',
    )
    expect(groupText(at({}), testNow, zone)).toBe(
      '【照常】周末茶话会\n11月28日（周六）14:00这一场照常办，已经报名的请来。\n地点：活动室\n有事请打电话 0400-5550100',
    )
  })

  test.each([moved, { status: 'cancelled' }, {}] as const)('needs no unfolding with the longest words there can be: %j', (changes) => {
    const longest = at(
      { ...changes, reason: '雨'.repeat(60) },
      { title: '活'.repeat(30), place: { slug: 'hall', title: '厅'.repeat(30), address: '' } },
    )
    expect([...groupText(longest, testNow, zone)].length).toBeLessThanOrEqual(groupTextMaxCharacters)
  })
})

test('what an editor pastes is read as it was meant, also with marks in the reason', () => {
  const reason = '停电："全天" #1'
  expect(parse(contentLines(at({ status: 'cancelled', reason }), zone))).toEqual({ cancelled: [{ on: '2026-11-28', reason }] })
  expect(contentLines(at(moved), zone)).toBe('  moved:\n    - on: 2026-11-28\n      to: 2026-11-28 14:00\n      reason: "下雨"')
  expect(contentLines(at({}), zone)).toBe('')
})
