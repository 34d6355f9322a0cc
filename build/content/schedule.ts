import { activitySchema, type Schedule } from '../../src/content-schemas/activity.ts'
import { type RuleProblem, readRule } from '../../src/features/activities/rule.ts'
import { ruleDays } from '../../src/features/activities/series.ts'
import { addDays, dayInWords, weekdayInWords } from '../../src/kernel/calendar.ts'
import type { Path } from './field.ts'
import { fieldSentence } from './sentences.ts'

/** A rule that stays silent this long never happens, as far as residents are concerned. */
const patienceYears = 5

/** What is wrong with an activity's time that its schema cannot see: the rule, and the dates it must put. */
export const scheduleSentences = (schedule: Schedule): string[] => {
  const read = schedule.rule === undefined ? null : readRule(schedule.rule)
  if (read && !read.ok) return [say(['rule'], ruleWords(read.problem))]
  const firstDay = schedule.starts_at.slice(0, 10)
  const first = firstDayOf(schedule, firstDay)
  if (first === undefined) return [say(['rule'], `从 ${firstDay} 起 ${patienceYears} 年里一次也不会发生`)]
  const offRule = first === firstDay ? [] : [say(['starts_at'], `${dated(firstDay)}不是重复规则的日子，第一次是 ${dated(first)}`)]
  return [...offRule, ...changedDays(schedule), ...pointlessMoves(schedule)]
}

/** Most rules show themselves within two months, so the rest of the years is only looked at for those that do not. */
const firstDayOf = (schedule: Schedule, from: string): string | undefined =>
  ruleDays(schedule, from, addDays(from, 62))[0] ?? ruleDays(schedule, addDays(from, 63), addDays(from, patienceYears * 365 + 1))[0]

const say = (path: Path, wrong: string) => fieldSentence(activitySchema, ['schedule', ...path], wrong)

const dated = (day: string) => `${dayInWords(day)}（${weekdayInWords(day)}）`

const ruleWords = (problem: RuleProblem): string => {
  if (problem.code === 'frequency_missing') return '没有写 FREQ（多久一次）'
  if (problem.code === 'count_and_until') return '同时写了 COUNT 和 UNTIL，只能留一个'
  if (problem.code === 'part_repeated') return `里的 ${problem.part} 写了两次`
  if (problem.code === 'part_not_with_frequency') return `里的“${problem.part}”不能和这个 FREQ 一起用`
  return `里的“${problem.part}”看不懂`
}

/** Cancelled and moved dates are named by the day the rule puts them, each once. */
const changedDays = (schedule: Schedule): string[] => {
  const seen = new Set<string>()
  const changes = [
    ...schedule.cancelled.map(({ on }, index) => ({ on, path: ['cancelled', index, 'on'] })),
    ...schedule.moved.map(({ on }, index) => ({ on, path: ['moved', index, 'on'] })),
  ]
  return changes.flatMap(({ on, path }) => {
    if (seen.has(on)) return [say(path, `${dated(on)}前面已经写过停办或改期`)]
    seen.add(on)
    if (ruleDays(schedule, on, on).length) return []
    const near = neighbours(schedule, on)
    return [say(path, `${dated(on)}本来就没有这个活动${near.length ? `，最近的是 ${near.map(dated).join('和 ')}` : ''}`)]
  })
}

/** The rule's days just before and after a day, looking half a year each way. */
const neighbours = (schedule: Schedule, day: string) =>
  [ruleDays(schedule, addDays(day, -183), day).at(-1), ruleDays(schedule, day, addDays(day, 183))[0]].filter((near) => near !== undefined)

/** A move as far as this is a slip in the year. */
const farthestMoveDays = 366

const pointlessMoves = (schedule: Schedule): string[] =>
  schedule.moved.flatMap(({ on, to }, index) => {
    const path = ['moved', index, 'to']
    if (to === `${on} ${schedule.starts_at.slice(11)}`) return [say(path, `${to} 和原来的时间一样`)]
    const day = to.slice(0, 10)
    if (day > addDays(on, -farthestMoveDays) && day < addDays(on, farthestMoveDays)) return []
    return [say(path, `${to} 离原定的 ${on} 有一年多，年份多半写错了`)]
  })
