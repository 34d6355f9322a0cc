import type { Catalogue, CatalogueRate, CatalogueReward } from '../../src/catalogue.ts'
import type { SignupRules } from '../../src/content-schemas/activity.ts'
import type { CatalogueActivity, Occurrence } from '../../src/features/activities/schema.ts'
import type { CatalogueChecker } from '../../src/features/checkers/schema.ts'
import { pastSurvey, sampleSurveys } from './surveys/surveys.ts'

/** A Monday morning. */
export const testNow = Date.parse('2026-11-23T09:00:00+08:00')

const hour = 3_600_000

export const sampleRules: SignupRules = {
  capacity_places: 20,
  desk_places: 0,
  desk_release_hours_before: 48,
  opens_days_before: 14,
  closes_hours_before: 2,
  largest_party: 5,
  waiting_places: 20,
  open_to: '所有人',
}

/** An occurrence named after its day, from 14:00 to 15:30 in Shanghai. */
export const sampleOccurrence = (id: string, changes: Partial<Occurrence> = {}): Occurrence => {
  const starts = Date.parse(`${id}T14:00:00+08:00`)
  return { id, starts_at: starts, ends_at: starts + 1.5 * hour, status: 'scheduled', ...changes }
}

export const sampleActivity = (rules: Partial<SignupRules> = {}, changes: Partial<CatalogueActivity> = {}): CatalogueActivity => ({
  slug: 'tea',
  title: '周末茶话会',
  phone: '0400-5550100',
  organiser: '居委会',
  place: { slug: 'activity-hall', title: '活动室', address: '梧桐路 1 号' },
  cancelled: null,
  signup: { ...sampleRules, ...rules },
  occurrences: [sampleOccurrence('2026-11-28'), sampleOccurrence('2026-12-05')],
  ...changes,
})

const version = { version: '2026-07', from: '2026-07-01', until: null }
const row = { ...version, stations: null, household_day_cap_points: null }

/** In force at the tests' moment: paper by weight everywhere, bottles by the piece in the east only. */
const sampleRate: CatalogueRate = {
  ...version,
  title: '2026年下半年积分标准',
  rows: [
    { ...row, material: '废纸', per: 'kg', points: 20 },
    { ...row, material: '玻璃瓶', per: 'item', points: 2, stations: ['recycling-east'], household_day_cap_points: 20 },
  ],
  household_day_cap_points: 100,
  household_month_cap_points: 1000,
  drop_cap_points: 80,
  confirm_above_points: 60,
  activity_attendance: { points: 10, activities: ['tea'] },
}

const sampleReward: CatalogueReward = {
  slug: 'detergent',
  title: '洗衣液 2 公斤装',
  cost_points: 600,
  goods_cost_fen: 1990,
  pickup: [
    { place: 'service-center', title: '社区服务中心', address: '梧桐路 18 号', hours: '周一至周五 9:00—11:30' },
    { place: 'recycling-east', title: '东区回收屋', address: '6 号楼南侧', hours: '每天 17:00—20:00' },
  ],
  household_limit: { items: 2, period: 'quarter' },
  from: '2026-07-01',
  until: null,
  reserve_days: 7,
  phone: '0400-5550100',
}

const sampleChecker: CatalogueChecker = {
  slug: 'years',
  title: '我到年龄了吗',
  summary: '答一个问题。',
  policies: [{ slug: 'yanchi-tuixiu', title: '延迟退休', effective_from: '2025-01-01' }],
  place: { slug: 'service-center', title: '社区服务中心', address: '梧桐路 18 号' },
  phone: '0400-5550100',
  privacy: '普通',
  source: '示例',
  note: '只供参考。',
  questions: [{ id: 'reached', ask: '满 60 岁了吗？', kind: '是否' }],
  rates: [],
  outcomes: [{ id: 'any', title: '打电话问', text: '请问社区。' }],
}

export const sampleCatalogue = (activities: CatalogueActivity[] = [sampleActivity()]): Catalogue => ({
  site: {
    name: '梧桐里社区',
    slogan: '有事好商量',
    committee: '梧桐里社区居民委员会',
    street: '临江街道',
    url: 'https://wutongli.example.org',
    phone: '0400-5550100',
    phone_hours: '每天 8:30—17:30',
    address: '梧桐路 1 号',
    time_zone: 'Asia/Shanghai',
    signup_notice: { version: '2026-11', collects: '称呼和电话', purpose: '通知变动', viewers: '活动负责人', withdrawal: '凭报名码' },
    member_notice: {
      version: '2026-11',
      collects: '门牌和称呼',
      purpose: '认得出是哪一户',
      viewers: '窗口和网格员',
      withdrawal: '在“我的”里',
      audiences: '可以不登记',
      guardian: '我是监护人',
    },
    grids: [
      { id: 'g1', name: '第一网格', buildings: ['1', '2', '3'], phone: '0400-5550111' },
      { id: 'g2', name: '第二网格', buildings: ['4', '5', '6'], phone: '0400-5550112' },
    ],
    points: { validity_months: 12, notice_days: 30, fraud: { cap_per_inspector_per_day_points: 3000, sample_per_week_entries: 10 } },
    retention_days: { signup_contacts: 30, signup_history: 365, signin_codes: 7, ended_sessions: 30, left_residents: 180 },
  },
  built_on: '2026-11-23',
  alerts: [],
  redirects: { '/policies/gone/': '/policies/juzhuzheng/' },
  activities: Object.fromEntries(activities.map((activity) => [activity.slug, activity])),
  checkers: { years: sampleChecker },
  dated_policies: {},
  rates: [sampleRate],
  rewards: { detergent: sampleReward },
  surveys: { ...sampleSurveys, past: pastSurvey },
  stations: [
    { slug: 'recycling-east', title: '东区回收屋', address: '6 号楼南侧' },
    { slug: 'recycling-west', title: '西区回收屋', address: '19 号楼东侧' },
  ],
  programmes: [
    { slug: 'meals', title: '邻里送餐' },
    { slug: 'phones', title: '手机帮办' },
  ],
})
