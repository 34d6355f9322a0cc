import { z } from 'zod'
import { count, day, dialable, list, minute, oneOf, reference, text } from './fields.ts'
import { activityKinds, audiences, wordsOf } from './vocabulary.ts'

const reason = text(60, { title: '原因', description: '写给居民看的原因', examples: ['国庆放假'] })

/**
 * 时间. Without `rule` the activity happens once; with it, `rule` is an RRULE (RFC 5545 section 3.3.10) applied to
 * `starts_at`. A cancelled or moved date is named by the day on which the rule puts it.
 */
const schedule = z
  .strictObject({
    starts_at: minute({ title: '开始时间', description: '写开始的日期和时间' }),
    duration_minutes: count(10, 24 * 60, { title: '时长（分钟）', description: '写一次多少分钟', examples: [90] }),
    rule: text(200, {
      title: '重复规则',
      description: '写 RRULE，写法见 content/README.md',
      examples: ['FREQ=WEEKLY;BYDAY=TU'],
    }).optional(),
    cancelled: list(z.strictObject({ on: day({ title: '停办日期', description: '写原定的日期' }), reason }), {
      title: '停办',
      description: '逐条写哪天停办',
    }).default([]),
    moved: list(
      z.strictObject({
        on: day({ title: '原定日期', description: '写原定的日期' }),
        to: minute({ title: '改到', description: '写改到的日期和时间' }),
        reason,
      }),
      { title: '改期', description: '逐条写哪天改到何时' },
    ).default([]),
  })
  .meta({ title: '时间', description: '分几行写时间' })

/** 报名. Windows are counted back from each occurrence's start, so that one line serves a whole series. */
const signup = z
  .strictObject({
    capacity_places: count(1, 2000, { title: '名额', description: '写一场最多多少人', examples: [30] }),
    desk_places: count(0, 2000, { title: '窗口保留名额', description: '写给不用手机的居民留多少', examples: [6] }).default(0),
    desk_release_hours_before: count(0, 24 * 60, {
      title: '保留名额提前几小时放开',
      description: '写提前几小时放开给所有人',
      examples: [48],
    }).default(48),
    opens_days_before: count(1, 365, { title: '提前几天开始报名', description: '写提前几天', examples: [14] }).default(14),
    closes_hours_before: count(0, 24 * 30, { title: '提前几小时截止报名', description: '写提前几小时', examples: [2] }).default(2),
    largest_party: count(1, 5, { title: '一次最多报几人', description: '写 1 到 5', examples: [3] }).default(3),
    open_to: oneOf(['所有人', '登记居民'], { title: '谁能报名', description: '从可选的词里选' }).default('所有人'),
    waiting_places: count(0, 2000, { title: '候补名额', description: '写候补最多多少人；不设候补就写 0', examples: [20] }).default(20),
  })
  .refine((rules) => rules.desk_places <= rules.capacity_places, {
    path: ['desk_places'],
    error: ({ input }) => {
      const rules = input as { desk_places: number; capacity_places: number }
      return `窗口保留 ${rules.desk_places} 个，比名额 ${rules.capacity_places} 个还多`
    },
  })
  .refine((rules) => rules.largest_party <= rules.capacity_places, {
    path: ['largest_party'],
    error: ({ input }) => {
      const rules = input as { largest_party: number; capacity_places: number }
      return `一次可报 ${rules.largest_party} 人，比名额 ${rules.capacity_places} 个还多`
    },
  })
  .refine((rules) => rules.closes_hours_before < rules.opens_days_before * 24, {
    path: ['closes_hours_before'],
    error: ({ input }) => {
      const rules = input as { opens_days_before: number; closes_hours_before: number }
      return `提前 ${rules.closes_hours_before} 小时就截止，可是提前 ${rules.opens_days_before} 天才开始`
    },
  })
  .meta({ title: '报名', description: '写报名规则（不用报名就删掉这一段）' })

/** 活动. */
export const activitySchema = z.strictObject({
  title: text(30, { title: '标题', description: '用居民的话写标题', examples: ['周二量血压'] }),
  summary: text(80, { title: '一句话介绍', description: '用不超过 80 个字说清做什么' }),
  kind: oneOf(wordsOf(activityKinds), { title: '类别', description: '从可选的词里选' }),
  audiences: list(
    oneOf(wordsOf(audiences), { title: '适合谁', description: '从可选的词里选' }),
    { title: '适合谁', description: '写适合谁来' },
    1,
  ),
  schedule,
  place: reference('places', {
    title: '地点',
    description: '写点位文件名，就是 content/places 里的文件名去掉 .md',
    examples: ['service-center'],
  }),
  signup: signup.optional(),
  cost: text(60, { title: '费用', description: '写要不要钱', examples: ['不收费'] }).default('不收费'),
  organiser: text(40, { title: '主办', description: '写谁办的' }),
  phone: dialable({ title: '咨询电话', description: '写居民可以打的电话' }),
  accessibility: text(160, { title: '无障碍', description: '写台阶、轮椅、听力、手语等情况', examples: ['一楼，无台阶，轮椅可进'] }),
  bring: list(text(40, { title: '带什么', description: '写一样要带的东西' }), { title: '带什么', description: '逐条写要带的东西' }).default(
    [],
  ),
  cancelled: z.strictObject({ reason }).optional().meta({ title: '整个活动取消', description: '写取消的原因' }),
  policies: list(reference('policies', { title: '相关政策', description: '写政策文件名，就是 content/policies 里的文件名去掉 .md' }), {
    title: '相关政策',
    description: '写相关政策的文件名',
  }).default([]),
})

export type Activity = z.infer<typeof activitySchema>
export type Schedule = Activity['schedule']
export type SignupRules = NonNullable<Activity['signup']>
