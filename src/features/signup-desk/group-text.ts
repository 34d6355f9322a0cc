import { dayOf, dayWithWeekday, timeInWords, timeOf } from '../../kernel/calendar.ts'
import type { DeskOccurrence } from './page.ts'

const momentIn = (at: number, now: number, timeZone: string) =>
  `${dayWithWeekday(dayOf(at, timeZone), dayOf(now, timeZone))}${timeInWords(at, timeZone)}`

/** The longest text for a WeChat group, in characters: a message that needs no unfolding. */
export const groupTextMaxCharacters = 300

/** 停办, 改期 or 照常 as text to paste into the residents' group; no name and no number but the activity's own. */
export const groupText = ({ title, phone, place, occurrence, cancelled }: DeskOccurrence, now: number, timeZone: string): string => {
  const { status, starts_at, moved_from, reason } = occurrence
  const planned = momentIn(moved_from ?? starts_at, now, timeZone)
  const because = reason ? [`原因：${reason}`] : []
  const call = `有事请打电话 ${phone}`
  if (cancelled) return [`【停办】${title}`, `${planned}这一场不办了，已经报名的不用来。`, ...because, call].join('\n')
  if (status !== 'moved') return [`【照常】${title}`, `${planned}这一场照常办，已经报名的请来。`, `地点：${place.title}`, call].join('\n')
  const to = momentIn(starts_at, now, timeZone)
  return [
    `【改期】${title}`,
    `原定${planned}`,
    `改到${to}`,
    `地点：${place.title}`,
    ...because,
    '已经报名的不用重报；来不了请取消，把名额让给候补的人。',
    call,
  ].join('\n')
}

/** The lines an editor pastes under `schedule` of the activity's file, so that calendars and feeds learn of it too. */
export const contentLines = ({ occurrence, cancelled }: DeskOccurrence, timeZone: string): string => {
  const { id, starts_at, reason = '' } = occurrence
  if (cancelled) return `  cancelled:\n    - on: ${id}\n      reason: ${JSON.stringify(reason)}`
  if (occurrence.status !== 'moved') return ''
  const to = `${dayOf(starts_at, timeZone)} ${timeOf(starts_at, timeZone)}`
  return `  moved:\n    - on: ${id}\n      to: ${to}\n      reason: ${JSON.stringify(reason)}`
}
