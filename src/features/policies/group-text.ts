import type { Policy } from '../../content-schemas/policy.ts'
import { charactersOf, cutText } from '../../kernel/cut.ts'
import { groupWords, standingSentence } from './paper-copy.ts'
import { validityOn } from './validity.ts'

/** The longest text for a WeChat group, in characters: a message that needs no unfolding. */
export const groupTextMaxCharacters = 300

/** The longest one line of the card may become, so that each gets its turn. */
const lineMaxCharacters = 100

/** What the text is made of. */
export interface GroupFacts {
  policy: Pick<Policy, 'title' | 'short_answer' | 'service' | 'effective_from' | 'expires_on' | 'replaced_by'>
  place: { title: string; address: string }
  /** `YYYY-MM-DD`. */
  today: string
  url: string
}

/**
 * A policy as text to paste into the residents' group, at most `groupTextMaxCharacters` long. The title, the phone number and the
 * address of the page always stay; of the rest whole sentences and whole items stay, what one needs before leaving home first.
 */
export const policyGroupText = ({ policy, place, today, url }: GroupFacts): string => {
  const { title, short_answer, service } = policy
  const foot = [groupWords.phone(service.phone), groupWords.more(url)]
  const roomForHead = groupTextMaxCharacters - lengthOf([`【${title}】`, ...foot])
  const standing = standingSentence(policy, validityOn(policy, today))
  const told = standing ? [cutText(standing, Math.min(60, roomForHead))] : []
  const answer = cutText(short_answer, Math.max(0, roomForHead - lengthOf(told)))
  const head = [`【${title}】${answer}`, ...told]
  const wishes = [
    { order: 1, ...fittingItems(groupWords.materials, service.materials) },
    { order: 3, ...fittingText(groupWords.place, `${place.title}，${place.address}`, false) },
    { order: 0, ...fittingItems(groupWords.conditions, service.conditions) },
    { order: 4, ...fittingText(groupWords.offline, service.offline_route, true) },
    { order: 2, ...fittingText('', groupWords.timeAndCost(service.time, service.cost), false) },
  ]
  const chosen: { order: number; line: string }[] = []
  for (const { order, fitting } of wishes) {
    const room = groupTextMaxCharacters - lengthOf([...head, ...chosen.map(({ line }) => line), ...foot]) - 1
    const line = fitting(Math.min(room, lineMaxCharacters))
    if (line) chosen.push({ order, line })
  }
  return [...head, ...chosen.sort((a, b) => a.order - b.order).map(({ line }) => line), ...foot].filter(Boolean).join('\n')
}

const lengthOf = (lines: string[]) => charactersOf(lines.join('\n'))

/** As many whole items as there is room for; nothing rather than none. */
const fittingItems = (label: string, items: string[]) => ({
  fitting: (room: number) => {
    for (let count = items.length; count > 0; count--) {
      const rest = count < items.length ? groupWords.rest(items.length - count) : ''
      const line = `${label}${items.slice(0, count).map(withoutStop).join('；')}${rest}`
      if (charactersOf(line) <= room) return line
    }
    return ''
  },
})

const fittingText = (label: string, text: string, mayBeCut: boolean) => ({
  fitting: (room: number) => {
    if (charactersOf(label + text) <= room) return label + text
    const cut = mayBeCut ? cutText(text, room - charactersOf(label)) : ''
    return /[。！？；]$/.test(cut) ? label + cut : ''
  },
})

const withoutStop = (item: string) => item.replace(/[。；]$/, '')
