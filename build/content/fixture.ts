import { stringify } from 'yaml'
import type { CollectionName } from '../../src/content-schemas/index.ts'
import { checkContent } from './check.ts'
import type { ContentFile } from './content.ts'
import { completeChecker } from './fixture-checker.ts'
import { completePoints } from './fixture-points.ts'
import { completeDepth } from './fixture-policy.ts'
import { completeGlossary, completeNotices, completeSite } from './fixture-site.ts'
import { beside, completeReply, completeSurvey } from './fixture-survey.ts'

type Data = Record<string, unknown>

/** A file of each collection in which every field is written, the optional ones too. Together they are sound. */
export const complete: Record<CollectionName, Data> = {
  policies: {
    title: '居住证怎么办',
    aliases: ['暂住证'],
    audiences: ['新市民'],
    topics: ['户口居住'],
    short_answer: '住满半年，带身份证到派出所或社区服务中心办，不收费。',
    issuer: '国务院',
    document_title: '居住证暂行条例',
    document_number: '国务院令第663号',
    original_url: 'https://www.gov.cn/zhengce/',
    other_documents: [{ title: '实施办法', document_number: '某政发〔2016〕1号', policy: 'old', url: 'https://www.gov.cn/a' }],
    effective_from: '2016-01-01',
    expires_on: '2036-12-31',
    replaces: [{ title: '旧办法', document_number: '某政发〔2006〕1号', policy: 'old', url: 'https://www.gov.cn/b' }],
    replaced_by: { title: '新办法', document_number: '某政发〔2036〕1号', policy: 'old', url: 'https://www.gov.cn/c' },
    review: { last_reviewed: '2026-11-01', interval_months: 6, reviewer: '社区政策专员', note: '照原文核对了办理条件' },
    service: {
      conditions: ['住满半年'],
      materials: ['身份证'],
      time: '15 日内',
      cost: '不收费',
      place: 'service-center',
      phone: '0400-5550100',
      proxy: '不能代办',
      offline_route: '到社区服务中心 3 号窗口',
    },
    related: ['old'],
    ...completeDepth,
  },
  activities: {
    title: '周二量血压',
    summary: '护士在活动室量血压，不用挂号。',
    kind: '健康服务',
    audiences: ['老年人'],
    schedule: {
      starts_at: '2026-11-03 09:00',
      duration_minutes: 90,
      rule: 'FREQ=WEEKLY;BYDAY=TU',
      cancelled: [{ on: '2026-12-01', reason: '停电' }],
      moved: [{ on: '2026-12-08', to: '2026-12-09 14:00', reason: '护士培训' }],
    },
    place: 'service-center',
    signup: {
      capacity_places: 30,
      desk_places: 6,
      desk_release_hours_before: 48,
      opens_days_before: 14,
      closes_hours_before: 2,
      largest_party: 3,
      open_to: '登记居民',
      waiting_places: 20,
    },
    cost: '不收费',
    organiser: '社区卫生服务站',
    phone: '0400-5550100',
    accessibility: '一楼，无台阶',
    bring: ['医保卡'],
    cancelled: { reason: '护士调走' },
    policies: ['juzhuzheng'],
  },
  programmes: {
    title: '邻里送餐队',
    summary: '给出不了门的老人送午饭。',
    audiences: ['老年人'],
    when: '周一至周五 10:30—12:00',
    place: 'service-center',
    roles: [{ name: '送餐员', needed_people: 6, does: '把饭送到门口' }],
    requirements: ['能走路'],
    join: '打电话，或到 1 号窗口说一声',
    organiser: '社区养老专员',
    phone: '0400-5550100',
  },
  places: {
    title: '社区服务中心',
    kind: '社区服务中心',
    summary: '办事先来这里。',
    address: '梧桐路 18 号',
    directions: '出东门右转 200 米',
    hours: ['周一至周五 8:30—17:30'],
    phone: '0400-5550100',
    accessibility: '门口有坡道',
    services: ['办居住证'],
  },
  ...completePoints,
  checkers: completeChecker,
  surveys: completeSurvey,
  replies: completeReply,
  ...completeNotices,
}

const fileOf: Record<CollectionName, string> = {
  policies: 'content/policies/juzhuzheng.md',
  activities: 'content/activities/liang-xueya.md',
  programmes: 'content/programmes/songcan.md',
  places: 'content/places/service-center.md',
  rates: 'content/rates/2026-07.yml',
  rewards: 'content/rewards/xiyiye.yml',
  checkers: 'content/checkers/deductions.yml',
  surveys: 'content/surveys/xuyao.yml',
  replies: 'content/replies/deng.md',
  alerts: 'content/alerts/tingshui.md',
  pages: 'content/pages/about.md',
}

/** The value at a path of the data; undefined where there is none. */
export const at = (data: unknown, path: readonly PropertyKey[]) =>
  path.reduce<unknown>((value, step) => (value as Record<PropertyKey, unknown> | undefined)?.[step], data)

export const markdown = (data: unknown, body = '正文写在这里。\n') => `---\n${stringify(data)}---\n${body}`

/** A file of a collection: an article, or nothing but fields. */
const written = (name: string, data: unknown, body?: string) =>
  fileOf[name as CollectionName].endsWith('.yml') ? stringify(data) : markdown(data, body)

const {
  other_documents: _documents,
  replaces: _replaces,
  replaced_by: _successor,
  related: _related,
  steps: _steps,
  ...older
} = complete.policies

const sound: Record<string, string | null> = {
  'content/README.md': '写给编辑看',
  'content/site.yml': stringify(completeSite),
  'content/glossary.yml': stringify(completeGlossary),
  'content/policies/old.md': markdown({ ...older, title: '旧办法' }),
  'content/places/recycling-east.md': markdown({ ...complete.places, title: '东区回收屋', kind: '回收点' }),
  'content/rewards/xiyiye.jpg': '',
  ...beside,
  ...Object.fromEntries(Object.entries(complete).map(([name, data]) => [fileOf[name as CollectionName], written(name, data)])),
}

/** The files of a small, sound community, with some of them put in place of others or beside them; null takes one away. */
export const communityWith = (changes: Record<string, string | null> = {}): ContentFile[] =>
  Object.entries({ ...sound, ...changes }).flatMap(([path, text]) => (text === null ? [] : [{ path, text }]))

/** What the check says of the community with these changes. */
export const problemsWith = (changes: Record<string, string | null>) => checkContent(communityWith(changes)).problems

/** What the check says when one collection's complete file has other data, or another body. */
export const problemsOf = (name: CollectionName, data: unknown, body?: string) =>
  problemsWith({ [fileOf[name]]: written(name, data, body) })
