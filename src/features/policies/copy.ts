import { dayInWords } from '../../kernel/calendar.ts'
import type { ValidityState } from './schema.ts'
import type { Validity } from './validity.ts'

/** The word for where a policy stands. */
export const validityWords: Record<ValidityState, string> = {
  upcoming: '还没施行',
  in_force: '现行有效',
  ending: '快要失效',
  ended: '已失效',
}

/** One sentence that says what it means for the reader, or null when there is nothing to say. */
export const validitySentence = (
  policy: { effective_from: string; expires_on?: string | undefined },
  validity: Validity,
): string | null => {
  const { state, successor } = validity
  const newer = successor ? `新的规定是《${successor.title}》。` : ''
  if (state === 'upcoming') return `${dayInWords(policy.effective_from)}起施行，现在还不能办。`
  if (state === 'ending' && policy.expires_on) return `${dayInWords(policy.expires_on)}后失效，要办请抓紧。${newer}`
  if (state === 'ended')
    return `这项规定已失效${policy.expires_on ? `（有效到${dayInWords(policy.expires_on)}）` : ''}。${newer || '有疑问请打电话问社区。'}`
  return null
}

/** For the page's footer line: when it was last compared with its source. */
export const reviewSentence = (review: { last_reviewed: string; reviewer: string }, overdue: boolean) =>
  `${dayInWords(review.last_reviewed)}由${review.reviewer}照原文核对${overdue ? '，已过核对期，请以原文为准' : ''}`
