import { expect, test } from 'vitest'
import { complete } from '../../../build/content/fixture.ts'
import { policySchema } from '../../content-schemas/policy.ts'
import { versionOf } from './version.ts'

const policy = policySchema.parse(complete.policies)
const version = versionOf(policy, '正文')

test('the same page has the same version, short enough for a form', () => {
  expect(versionOf(policySchema.parse(complete.policies), '正文')).toBe(version)
  expect(version).toMatch(/^[0-9a-z]{1,7}$/)
})

test('another word is another version', () => {
  expect(versionOf(policy, '正文。')).not.toBe(version)
  expect(versionOf({ ...policy, short_answer: '住满半年就能办。' }, '正文')).not.toBe(version)
  expect(versionOf({ ...policy, service: { ...policy.service, cost: '十元' } }, '正文')).not.toBe(version)
})

test('a page that was compared once more is still the same page', () => {
  expect(versionOf({ ...policy, review: { ...policy.review, last_reviewed: '2026-12-01' } }, '正文')).toBe(version)
})
