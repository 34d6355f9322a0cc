import type { Reward } from '../../content-schemas/reward.ts'
import type { Standing } from '../../features/points/in-force.ts'
import { dayInWords } from '../../kernel/calendar.ts'

/** `每户每季最多 2 份`. */
export const limitWords = ({ household_limit: { items, period } }: Reward) => `每户每${period}最多 ${items} 份`

/** `2026年7月1日起，换完为止`, `2026年12月15日到 2027年2月5日`. */
export const windowWords = ({ from, until }: Reward) =>
  until ? `${dayInWords(from)}到 ${dayInWords(until)}` : `${dayInWords(from)}起，换完为止`

/** What a resident must know first: null when it can be had today. */
export const standingWords = ({ from, until }: Reward, standing: Standing): string | null => {
  if (standing === 'later') return `${dayInWords(from)}起才能换`
  return standing === 'over' && until ? `${dayInWords(until)}已经截止，不能再换` : null
}
