import { expect, test } from 'vitest'
import { inOrder, standingOn } from './window.ts'

const dates = { opens_on: '2026-11-10', closes_on: '2026-12-10', reply: null }
const reply = { title: '答复', published_on: '2026-12-20' }

test.each<[string, Parameters<typeof standingOn>[0], ReturnType<typeof standingOn>]>([
  ['2026-11-09', dates, { state: 'upcoming' }],
  ['2026-11-10', dates, { state: 'open', days_left: 30 }],
  ['2026-12-10', dates, { state: 'open', days_left: 0 }],
  ['2026-12-11', dates, { state: 'unanswered', waiting_days: 1 }],
  ['2026-12-31', dates, { state: 'unanswered', waiting_days: 21 }],
  ['2026-12-19', { ...dates, reply }, { state: 'unanswered', waiting_days: 9 }],
  ['2026-12-20', { ...dates, reply }, { state: 'replied', published_on: '2026-12-20' }],
  ['2027-01-20', { ...dates, reply }, { state: 'replied', published_on: '2026-12-20' }],
  ['2026-12-10', { ...dates, reply: { ...reply, published_on: '2026-12-01' } }, { state: 'open', days_left: 0 }],
])('where a survey stands on %s', (today, survey, standing) => expect(standingOn(survey, today)).toEqual(standing))

test('surveys are in one order: open ones and those to come by their last day, then the latest of those that are over', () => {
  const survey = (slug: string, opens_on: string, closes_on: string, answer: typeof reply | null = null) => ({
    survey: { slug, closes_on },
    standing: standingOn({ opens_on, closes_on, reply: answer }, '2026-11-23'),
  })
  const surveys = [
    survey('long-over', '2026-01-01', '2026-01-31'),
    survey('just-over', '2026-11-01', '2026-11-22'),
    survey('replied', '2026-10-01', '2026-10-31', { ...reply, published_on: '2026-11-10' }),
    survey('later', '2026-12-01', '2026-12-31'),
    survey('soon', '2026-11-24', '2026-11-30'),
    survey('open-b', '2026-11-01', '2026-12-10'),
    survey('open-a', '2026-11-01', '2026-12-10'),
    survey('last-days', '2026-11-01', '2026-11-23'),
  ]
  const order = ['last-days', 'open-a', 'open-b', 'soon', 'later', 'just-over', 'replied', 'long-over']
  for (const given of [surveys, surveys.toReversed()]) expect(inOrder(given).map((one) => one.survey.slug)).toEqual(order)
})
