import { describe, expect, test } from 'vitest'
import type { Policy } from '../../content-schemas/policy.ts'
import { validityNotice } from './copy.ts'
import { movedSince } from './moved.ts'
import { noticesOn } from './notices.ts'
import { reviewDueOn } from './review.ts'
import { reviewEntryOf, reviewsOn } from './reviews.ts'
import { stillListed, validityOn } from './validity.ts'

const policy = { effective_from: '2026-01-01', expires_on: '2027-12-31' }
const successor = { title: '新办法', document_number: '国发〔2027〕1号' }

test('the first and the last day are in force', () => {
  expect(validityOn(policy, '2025-12-31').state).toBe('upcoming')
  expect(validityOn(policy, '2026-01-01').state).toBe('in_force')
  expect(validityOn(policy, '2027-12-31')).toEqual({ state: 'ending', days_left: 0, successor: null })
  expect(validityOn(policy, '2028-01-01').state).toBe('ended')
})

test('sixty days before the end it is said', () => {
  expect(validityOn(policy, '2027-10-31')).toEqual({ state: 'in_force', days_left: 61, successor: null })
  expect(validityOn(policy, '2027-11-01')).toEqual({ state: 'ending', days_left: 60, successor: null })
})

test('a policy without a last day has ended once something replaced it', () => {
  expect(validityOn({ effective_from: '2020-01-01' }, '2026-11-23').state).toBe('in_force')
  expect(validityOn({ effective_from: '2020-01-01', replaced_by: successor }, '2026-11-23').state).toBe('ended')
})

test('one with a successor and a last day holds until that day', () => {
  expect(validityOn({ ...policy, replaced_by: successor }, '2026-11-23').state).toBe('in_force')
})

test('the reader is told what it means', () => {
  const say = (value: Parameters<typeof validityOn>[0], today: string) => validityNotice(value, validityOn(value, today))
  expect(say(policy, '2026-11-23')).toBeNull()
  expect(say(policy, '2025-12-31')?.sentence).toBe('将于2026年1月1日施行，现在还不能办。')
  expect(say(policy, '2027-12-31')?.sentence).toBe('有效到2027年12月31日，要办请抓紧。')
  expect(say(policy, '2028-01-01')?.sentence).toBe('这项规定已失效（有效到2027年12月31日）。有疑问请打电话问社区。')
  expect(say({ ...policy, replaced_by: successor }, '2027-12-31')?.sentence).toBe('有效到2027年12月31日，要办请抓紧。以后看《新办法》。')
  expect(say({ effective_from: '2020-01-01', replaced_by: successor }, '2026-11-23')).toEqual({
    kind: 'ended',
    word: '已失效',
    sentence: '这项规定已失效，已被《新办法》（国发〔2027〕1号）替代。',
    link: null,
  })
})

test('the way to what replaced it leads to its explainer, or else to its original', () => {
  const link = (changes: object) => {
    const replaced = { effective_from: '2020-01-01', replaced_by: { ...successor, ...changes } }
    return validityNotice(replaced, validityOn(replaced, '2026-11-23'))?.link
  }
  const url = 'https://www.gov.cn/a'
  expect(link({ policy: 'new', url })).toEqual({ href: '/policies/new/', word: '看新规定' })
  expect(link({ url })).toEqual({ href: url, word: '看新规定的原文' })
})

test('a review is due on the same day some months later, or on the last day of a short month', () => {
  expect(reviewDueOn({ last_reviewed: '2026-08-31', interval_months: 6 })).toBe('2027-02-28')
  expect(reviewDueOn({ last_reviewed: '2026-08-15', interval_months: 1 })).toBe('2026-09-15')
})

describe('the notices of a page', () => {
  const dated = { ...policy, review_due_on: '2027-02-28' }
  const words = (today: string) => noticesOn(dated, today).map(({ word }) => word)

  test('say from the day after that a review is overdue, and stop when the policy has ended', () => {
    expect(words('2027-02-28')).toEqual([])
    expect(noticesOn(dated, '2027-03-01')).toEqual([
      {
        kind: 'waiting',
        word: '核对过期',
        sentence: '这一页最晚该在2027年2月28日照原文再核对一次，还没有核对。办之前请看原文，或打电话问。',
        link: null,
      },
    ])
    expect(words('2027-12-31')).toEqual(['快要失效', '核对过期'])
    expect(words('2028-01-01')).toEqual(['已失效'])
  })

  test('make a page move on the day they change, and its rows on the day it begins or ends', () => {
    const moved = (writtenOn: string, today: string) => movedSince({ a: { ...dated, named_at: [] } }, writtenOn, today)[0]
    expect(moved('2026-11-23', '2027-02-28')).toBeUndefined()
    expect(moved('2026-11-23', '2027-03-01')).toMatchObject({ slug: 'a', listed: null })
    expect(moved('2027-03-01', '2027-11-01')).toMatchObject({ listed: null })
    expect(moved('2027-11-01', '2028-01-01')).toMatchObject({ listed: { state: 'ended' } })
    expect(moved('2025-12-31', '2026-01-01')).toMatchObject({ listed: { state: 'in_force' }, notices: [] })
  })
})

describe('the list of reviews', () => {
  const entry = (slug: string, last_reviewed: string, changes: Partial<Policy> = {}) =>
    reviewEntryOf({
      slug,
      data: {
        title: slug,
        effective_from: '2020-01-01',
        review: { last_reviewed, interval_months: 6, reviewer: '社保专员', note: '核对' },
        ...changes,
      } as Policy,
    })

  test('puts the longest overdue first and counts its days from the day after it was due', () => {
    const entries = [entry('later', '2026-11-01'), entry('today', '2026-05-23'), entry('yesterday', '2026-05-22')]
    expect(reviewsOn(entries, '2026-11-23').map(({ slug, due_on, overdue_days }) => [slug, due_on, overdue_days])).toEqual([
      ['yesterday', '2026-11-22', 1],
      ['today', '2026-11-23', 0],
      ['later', '2027-05-01', 0],
    ])
  })

  test('does without what has ended', () => {
    const ending = entry('ending', '2026-01-01', { expires_on: '2026-11-22' })
    expect(reviewsOn([ending], '2026-11-22')).toHaveLength(1)
    expect(reviewsOn([ending], '2026-11-23')).toEqual([])
  })
})

test('lists show a policy to its last day', () => {
  const one = { slug: 'a', data: policy as Policy }
  expect(stillListed([one], '2027-12-31')).toEqual([one])
  expect(stillListed([one], '2028-01-01')).toEqual([])
})
