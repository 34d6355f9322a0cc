import { expect, test } from 'vitest'
import { validitySentence } from './copy.ts'
import { reviewDue } from './review.ts'
import { validityOn } from './validity.ts'

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
  const sentence = (value: Parameters<typeof validityOn>[0], today: string) => validitySentence(value, validityOn(value, today))
  expect(sentence(policy, '2026-11-23')).toBeNull()
  expect(sentence(policy, '2025-11-23')).toBe('2026年1月1日起施行，现在还不能办。')
  expect(sentence(policy, '2027-12-01')).toBe('2027年12月31日后失效，要办请抓紧。')
  expect(sentence(policy, '2028-03-01')).toBe('这项规定已失效（有效到2027年12月31日）。有疑问请打电话问社区。')
  expect(sentence({ effective_from: '2020-01-01', replaced_by: successor }, '2026-11-23')).toBe('这项规定已失效。新的规定是《新办法》。')
})

test('a review is due on the same day some months later, or on the last day of a short month', () => {
  const review = { last_reviewed: '2026-08-31', interval_months: 6, reviewer: '社保专员', note: '核对' }
  expect(reviewDue(review, '2026-11-23')).toEqual({ due_on: '2027-02-28', overdue: false })
  expect(reviewDue(review, '2027-02-28').overdue).toBe(false)
  expect(reviewDue(review, '2027-03-01').overdue).toBe(true)
  expect(reviewDue({ ...review, last_reviewed: '2026-08-15', interval_months: 1 }, '2026-11-23').due_on).toBe('2026-09-15')
})
