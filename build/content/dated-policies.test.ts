import { expect, test } from 'vitest'
import { momentOf } from '../../src/kernel/calendar.ts'
import { catalogueOf } from './catalogue.ts'
import { checkContent } from './check.ts'
import { communityWith, complete, markdown } from './fixture.ts'

const { replaced_by: _successor, ...policy } = complete.policies
const review = policy['review'] as object

/** The dated policies of a community in which one policy has other dates, built on 23 November 2026. */
const datedWith = (changes: object, review_months = 36) => {
  const text = markdown({ ...policy, review: { ...review, interval_months: review_months }, ...changes })
  const { content, problems } = checkContent(communityWith({ 'content/policies/juzhuzheng.md': text }))
  expect(problems).toEqual([])
  return content && catalogueOf(content, momentOf('2026-11-23 09:00', 'Asia/Shanghai')).dated_policies['juzhuzheng']
}

test('a policy that says the same for the next 400 days is not dated', () => {
  expect(datedWith({})).toBeUndefined()
  expect(datedWith({ expires_on: '2028-02-27' })).toBeUndefined()
})

test('one that is about to end on the last of them is', () => {
  expect(datedWith({ expires_on: '2028-02-26' })).toMatchObject({ expires_on: '2028-02-26', effective_from: '2016-01-01' })
})

test('one whose review is due is dated too, and no row need say so', () => {
  expect(datedWith({}, 6)).toMatchObject({ review_due_on: '2027-05-01', named_at: [] })
})

test('one that ends brings the pages that name it in a row', () => {
  const { named_at = [] } = datedWith({ expires_on: '2026-12-31' }) ?? {}
  expect(named_at).toEqual(expect.arrayContaining(['/activities/liang-xueya/']))
})

test('also the activities at which somebody asked about it', () => {
  const { policies: _, ...activity } = complete.activities
  const files = {
    'content/policies/juzhuzheng.md': markdown({ ...policy, expires_on: '2026-12-31' }),
    'content/activities/liang-xueya.md': markdown(activity),
  }
  const { content } = checkContent(communityWith(files))
  const dated = content && catalogueOf(content, momentOf('2026-11-23 09:00', 'Asia/Shanghai')).dated_policies['juzhuzheng']
  expect(dated?.named_at).toContain('/activities/liang-xueya/')
})
