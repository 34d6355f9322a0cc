import type { Problem } from '../../kernel/problem.ts'
import { validityWords } from '../policies/copy.ts'
import type { Kind, Listed } from './schema.ts'
import { queryMaxChars, type SearchErrorCode } from './schema.ts'
import { standingOn } from './standing.ts'

export const kindWords: Record<Kind, string> = {
  policy: '政策解读',
  checker: '对照',
  activity: '活动',
  programme: '志愿项目',
  place: '点位',
  reward: '兑换物',
  page: '关于本站',
}

/** What is wrong with a field. */
const errors: Record<SearchErrorCode, string> = {
  query_too_long: `请用不超过 ${queryMaxChars} 个字，写最要紧的几个词`,
}

/** A refused search, as its page draws it. */
export const searchProblem = (code: SearchErrorCode): Problem => ({
  code: 'input_invalid',
  sentence: '写得太长，没有找。',
  fields: [{ field: 'q', code, sentence: errors[code] }],
})

/** Said above the list and to a screen reader; `shown` is how many pages are in it. */
export const countSentence = (shown: number): string =>
  shown === 0 ? '没有找到。请换个说法，或打电话问。' : `找到 ${shown} 条，最像的在最前面。`

export const endedSentence = (ended: number): string => `另有 ${ended} 条已失效的没有列出。`

/** The word beside a title whose rules do not hold today, or null. */
export const standingWord = (page: Listed, today: string): string | null => {
  const state = standingOn(page, today)
  return state === 'ended' || state === 'upcoming' ? validityWords[state] : null
}
