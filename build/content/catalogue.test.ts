import { expect, test } from 'vitest'
import { stringify } from 'yaml'
import { catalogueSchema } from '../../src/catalogue.ts'
import { rateOn } from '../../src/features/points/rate.ts'
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

test('moved pages bring where they are now', () => {
  const redirects = stringify({ redirects: [{ from: '/policies/gone/', to: '/policies/juzhuzheng/' }] })
  expect(catalogueWith({ 'content/redirects.yml': redirects }).redirects).toEqual({ '/policies/gone/': '/policies/juzhuzheng/' })
  expect(catalogueWith().redirects).toEqual({})
})

test('programmes bring their titles', () => {
  expect(catalogueWith().programmes).toEqual([{ slug: 'songcan', title: complete.programmes['title'] }])
})

test('rates bring every version with its days, rows a household can be told from, and the activities that earn', () => {
  const { until: _, ...open } = complete.rates
  const later = stringify({ ...open, title: '2027年', from: '2027-01-01', rows: [{ material: '玻璃瓶', unit: '件', points: 2 }] })
  const { rates } = catalogueWith({ 'content/rates/2027.yml': later })
  const span = { version: '2026-07', from: '2026-07-01', until: '2026-12-31' }
  const row = { material: '废纸', per: 'kg', points: 20, stations: ['recycling-east'], household_day_cap_points: 40 }
  expect(rates[0]).toEqual({
    ...span,
    title: '2026年下半年积分标准',
    rows: [{ ...span, ...row }],
    household_day_cap_points: 60,
    household_month_cap_points: 600,
    drop_cap_points: 50,
    confirm_above_points: 30,
    activity_attendance: { points: 10, activities: ['liang-xueya'] },
  })
  const next = { version: '2027', from: '2027-01-01', until: null }
  expect(rates[1]?.rows).toEqual([{ ...next, material: '玻璃瓶', per: 'item', points: 2, stations: null, household_day_cap_points: null }])
})

test('the rows of all versions are what the rate of a day is chosen from', () => {
  const rows = catalogueWith().rates.flatMap((rate) => rate.rows)
  expect(rateOn(rows, '废纸', '2026-11-23', 'recycling-east')).toMatchObject({ ok: true, value: { version: '2026-07', points: 20 } })
  expect(rateOn(rows, '废纸', '2026-11-23', 'recycling-west')).toEqual({ ok: false, refusal: { code: 'material_not_here' } })
  expect(rateOn(rows, '废纸', '2027-01-01', 'recycling-east')).toEqual({ ok: false, refusal: { code: 'rate_missing' } })
})

test('rewards bring what they cost, to whom, until when and where they are handed out', () => {
  expect(catalogueWith().rewards).toEqual({
    xiyiye: {
      slug: 'xiyiye',
      title: '洗衣液 2 公斤装',
      cost_points: 600,
      goods_cost_fen: 1990,
      pickup: [{ place: 'service-center', title: '社区服务中心', address: '梧桐路 18 号', hours: '周一至周五 9:00—11:30' }],
      household_limit: { items: 2, period: 'quarter' },
      from: '2026-07-01',
      until: '2026-12-31',
      reserve_days: 7,
      phone: '0400-5550100',
    },
  })
})

test('stations are the places that take material', () => {
  expect(catalogueWith().stations).toEqual([{ slug: 'recycling-east', title: '东区回收屋', address: '梧桐路 18 号' }])
})
