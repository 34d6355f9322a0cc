import type { Schedule } from '../../content-schemas/activity.ts'
import { dayOf, dayWithWeekday, monthOf, timeInWords, weekdayInWords } from '../../kernel/calendar.ts'
import { addressOnPaper } from '../../kernel/paper.ts'
import type { Announcement } from './changes.ts'
import { type Rule, type RuleDay, readRule, type Weekday } from './rule.ts'
import type { OccurrenceStatus } from './schema.ts'

/** The word for what became of an occurrence. */
export const statusWords: Record<OccurrenceStatus, string> = { scheduled: '照常', cancelled: '停办', moved: '改期' }

export const textWords = {
  place: '地点：',
  bring: '带上：',
  cost: '费用：',
  phone: '电话：',
  more: '详情：',
  signUp: (phone: string, url: string) => `报名：打 ${phone}，或打开 ${url}`,
  walkIn: '不用报名，直接来',
  cancelled: (reason: string) => `活动取消：${reason}`,
  noDates: '近期没有安排，请打电话问',
  nothing: '近期没有活动',
}

export const calendarWords = {
  name: (site: string) => `${site}的活动`,
  title: {
    scheduled: (title: string) => title,
    cancelled: (title: string) => `【停办】${title}`,
    moved: (title: string) => `【改期】${title}`,
  },
  reason: (reason: string) => `原因：${reason}`,
  organiser: (organiser: string, phone: string) => `主办：${organiser}，电话 ${phone}`,
}

/** The sheet of paper. */
export const sheetWords = {
  when: '什么时候',
  place: '在哪里',
  signup: '怎么报名',
  bring: '带什么',
  cost: '要不要钱',
  audiences: '适合谁',
  accessibility: '无障碍',
  organiser: '主办',
  cancelled: (reason: string) => `整个活动取消：${reason}`,
  noDates: '还没有定下次的日子，请打电话问',
  signUp: (phone: string, places: number, residentsOnly: boolean) =>
    `名额 ${places} 个${residentsOnly ? '，只给登记居民' : ''}。打 ${phone}，到窗口，或者扫码报名。`,
  walkIn: '不用报名，直接来。',
  web: (url: string) => `扫码看详情：${addressOnPaper(url)}`,
  dated: (from: string, today: string) => `${from}，${today}的安排，有变动以网页和电话为准。`,
}

/** The poster of a month. */
export const posterWords = {
  days: (days: string[]) => `${days.join('、')}日`,
  cancelledOn: (day: number) => `${day}日停办`,
  movedAway: (day: number, to: string) => `${day}日改到${to}`,
  cancelled: '停办',
  moved: '改期',
  signup: '要报名',
}

const weekdayWords: Record<Weekday, string> = { MO: '一', TU: '二', WE: '三', TH: '四', FR: '五', SA: '六', SU: '日' }
const ordinalWords: Record<number, string> = {
  1: '第一个',
  2: '第二个',
  3: '第三个',
  4: '第四个',
  5: '第五个',
  [-1]: '最后一个',
  [-2]: '倒数第二个',
}

/**
 * `每周一、三、五`, `隔周周五`, `每月第二个周六`. Null for a single date and for a rule with no short name; the dates
 * themselves say it then.
 */
export const repetitionInWords = (schedule: Pick<Schedule, 'starts_at' | 'rule'>): string | null => {
  if (!schedule.rule) return null
  const read = readRule(schedule.rule)
  if (!read.ok || schedule.rule.includes('BYSETPOS')) return null
  const firstDay = schedule.starts_at.slice(0, 10)
  const { rule } = read
  if (rule.frequency === 'DAILY') return dailyWords(rule)
  if (rule.frequency === 'WEEKLY') return weeklyWords(rule, firstDay)
  if (rule.frequency === 'MONTHLY') return monthlyWords(rule, firstDay)
  return yearlyWords(rule, firstDay)
}

const dailyWords = ({ interval, days, month_days, months }: Rule) => {
  if (days.length || month_days.length || months.length) return null
  return interval === 1 ? '每天' : `每 ${interval} 天一次`
}

const weeklyWords = ({ interval, days, months }: Rule, firstDay: string) => {
  if (months.length || interval > 2) return null
  const words = days.length ? days.map(({ weekday }) => weekdayWords[weekday]).join('、') : weekdayInWords(firstDay).slice(1)
  return interval === 1 ? `每周${words}` : `隔周周${words}`
}

const monthlyWords = ({ interval, days, month_days, months }: Rule, firstDay: string) => {
  if (months.length || (days.length && month_days.length)) return null
  const every = interval === 1 ? '每月' : interval === 2 ? '隔月' : `每 ${interval} 个月的`
  if (days.length) return listed(every, days.map(nthWeekday))
  return listed(every, (month_days.length ? month_days : [Number(firstDay.slice(8))]).map(monthDay))
}

const listed = (every: string, names: (string | null)[]) => (names.some((name) => name === null) ? null : `${every}${names.join('、')}`)

const nthWeekday = ({ nth, weekday }: RuleDay) => {
  const ordinal = nth === null ? undefined : ordinalWords[nth]
  return ordinal ? `${ordinal}周${weekdayWords[weekday]}` : null
}

const monthDay = (day: number) => (day > 0 ? `${day}日` : day === -1 ? '最后一天' : null)

const yearlyWords = ({ interval, days, month_days, months }: Rule, firstDay: string) => {
  if (interval !== 1 || days.length || months.length > 1 || month_days.length > 1) return null
  const [month = Number(monthOf(firstDay).slice(5))] = months
  const [day = Number(firstDay.slice(8))] = month_days
  return day > 0 ? `每年${month}月${day}日` : null
}

/** `11月24日（周二）14:00—15:30`, given the range in words. */
export const dayAndTime = (day: string, today: string, range: string) => `${dayWithWeekday(day, today)}${range}`

const moment = (at: number, now: number, timeZone: string) =>
  `${dayWithWeekday(dayOf(at, timeZone), dayOf(now, timeZone))}${timeInWords(at, timeZone)}`

/** 停办或改期, told at the top of a page: what it was to be, what it is now, and why. */
export const announcementSentence = ({ occurrence, planned_at }: Announcement, now: number, timeZone: string) => {
  const planned = moment(planned_at, now, timeZone)
  const because = occurrence.reason ? `原因：${occurrence.reason}。` : ''
  if (occurrence.status === 'cancelled') return `${planned}这一场停办，不用来了。${because}`
  return `${planned}这一场改到${moment(occurrence.starts_at, now, timeZone)}，已经报名的不用重报。${because}`
}

export const announcementTitle = '刚刚有变动'
