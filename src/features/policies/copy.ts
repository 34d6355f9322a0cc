import { dayInWords } from '../../kernel/calendar.ts'
import type { PolicyNotice, ValidityState } from './schema.ts'
import type { Validity } from './validity.ts'

/** The word for where a policy stands. */
export const validityWords: Record<ValidityState, string> = {
  upcoming: '还没施行',
  in_force: '现行有效',
  ending: '快要失效',
  ended: '已失效',
}

/** What a list without a policy in force says. */
export const noneInForce = '现在没有在用的规定。'

type Dates = { effective_from: string; expires_on?: string | undefined }

/** The notice that says what a policy's standing means for the reader, or null when there is nothing to say. */
export const validityNotice = (policy: Dates, { state, successor }: Validity): PolicyNotice | null => {
  const word = validityWords[state]
  if (state === 'upcoming') return { kind: 'waiting', word, sentence: `${fromDay(policy.effective_from)}，现在还不能办。`, link: null }
  if (state === 'in_force') return null
  const link = successorLink(successor)
  const until = policy.expires_on ? dayInWords(policy.expires_on) : null
  if (state === 'ending')
    return { kind: 'waiting', word, sentence: `有效到${until}，要办请抓紧。${successor ? `以后看《${successor.title}》。` : ''}`, link }
  const ended = `这项规定已失效${until ? `（有效到${until}）` : ''}`
  const after = successor ? `，已被《${successor.title}》（${successor.document_number}）替代。` : '。有疑问请打电话问社区。'
  return { kind: 'ended', word, sentence: ended + after, link }
}

const successorLink = (successor: Validity['successor']) => {
  if (successor?.policy) return { href: `/policies/${successor.policy}/`, word: '看新规定' }
  return successor?.url ? { href: successor.url, word: '看新规定的原文' } : null
}

const fromDay = (day: string) => `将于${dayInWords(day)}施行`

/** The word beside a title in a list, or null. */
export const rowWord = (state: ValidityState, { effective_from }: Pick<Dates, 'effective_from'>): string | null => {
  if (state === 'upcoming') return fromDay(effective_from)
  return state === 'ended' ? validityWords.ended : null
}

/** The notice of a page that ought to have been compared with its source again by a day. */
export const reviewNotice = (dueOn: string): PolicyNotice => ({
  kind: 'waiting',
  word: '核对过期',
  sentence: `这一页最晚该在${dayInWords(dueOn)}照原文再核对一次，还没有核对。办之前请看原文，或打电话问。`,
  link: null,
})

/** For the page's footer line: when it was last compared with its source. */
export const reviewSentence = (review: { last_reviewed: string; reviewer: string }) =>
  `${dayInWords(review.last_reviewed)}由${review.reviewer}照原文核对`

/** How a line of the list of reviews stands. */
export const dueSentence = ({ due_on, overdue_days }: { due_on: string; overdue_days: number }) =>
  overdue_days > 0 ? `${dayInWords(due_on)}到期，过了 ${overdue_days} 天` : `最晚${dayInWords(due_on)}核对`

/** What the list of reviews says at its top. */
export const overdueCount = (overdue: number) => (overdue === 0 ? '没有过期的。' : `有 ${overdue} 篇过期了，先核对这些。`)
