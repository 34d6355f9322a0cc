import { expect, test } from 'vitest'
import { catalogueSchema } from '../../src/catalogue.ts'
import { momentOf } from '../../src/kernel/calendar.ts'
import { catalogueOf } from './catalogue.ts'
import { checkContent } from './check.ts'
import { communityWith, complete, markdown } from './fixture.ts'

const at = (minute: string) => momentOf(minute, 'Asia/Shanghai')
const now = at('2026-11-23 09:00')

const { cancelled: _, ...running } = complete.activities

const catalogueWith = (changes: Record<string, string | null> = {}, moment = now) => {
  const { content, problems } = checkContent(communityWith({ 'content/activities/liang-xueya.md': markdown(running), ...changes }))
  expect(problems).toEqual([])
  if (!content) throw new Error('no content')
  return catalogueOf(content, moment)
}

test('the catalogue has the shape the server relies on', () => {
  const catalogue = catalogueWith()
  expect(catalogueSchema.parse(JSON.parse(JSON.stringify(catalogue)))).toEqual(catalogue)
})

test('an activity brings its place, its rules and its occurrences, and no text', () => {
  const activity = catalogueWith().activities['liang-xueya']
  expect(activity).toMatchObject({
    slug: 'liang-xueya',
    title: '周二量血压',
    phone: '0400-5550100',
    organiser: '社区卫生服务站',
    place: { slug: 'service-center', title: '社区服务中心', address: '梧桐路 18 号' },
    cancelled: null,
    signup: complete.activities['signup'],
  })
  expect(activity?.occurrences.slice(0, 3).map(({ id, status }) => `${id} ${status}`)).toEqual([
    '2026-11-03 scheduled',
    '2026-11-10 scheduled',
    '2026-11-17 scheduled',
  ])
})

test('occurrences reach from 120 days ago to 400 days ahead', () => {
  const daily = markdown({ ...running, schedule: { starts_at: '2020-01-01 09:00', duration_minutes: 60, rule: 'FREQ=DAILY' } })
  const occurrences = catalogueWith({ 'content/activities/liang-xueya.md': daily }).activities['liang-xueya']?.occurrences ?? []
  expect(occurrences[0]?.starts_at).toBe(at('2026-07-26 09:00'))
  expect(occurrences.at(-1)?.starts_at).toBe(at('2027-12-27 09:00'))
})

test('an activity that is cancelled says why, on each of its dates too', () => {
  const activity = catalogueWith({ 'content/activities/liang-xueya.md': markdown(complete.activities) }).activities['liang-xueya']
  expect(activity?.cancelled).toEqual({ reason: '护士调走' })
  expect(new Set(activity?.occurrences.map(({ status, reason }) => `${status} ${reason}`))).toEqual(new Set(['cancelled 护士调走']))
})

test('alerts that are over are left out; urgent ones come first', () => {
  const alert = (over: object) => markdown({ ...complete.alerts, ...over })
  const { alerts } = catalogueWith({
    'content/alerts/gone.md': alert({ starts_at: '2026-11-01 08:00', ends_at: '2026-11-23 09:00' }),
    'content/alerts/later.md': alert({ starts_at: '2026-12-01 08:00', ends_at: '2026-12-02 08:00' }),
    'content/alerts/fire.md': alert({ level: '紧急', starts_at: '2026-11-23 08:00', ends_at: '2026-11-24 08:00' }),
  })
  expect(alerts.map(({ slug }) => slug)).toEqual(['fire', 'tingshui', 'later'])
  expect(alerts[0]?.starts_at).toBe(at('2026-11-23 08:00'))
})

test('programmes bring their titles', () => {
  expect(catalogueWith().programmes).toEqual([{ slug: 'songcan', title: complete.programmes['title'] }])
})
