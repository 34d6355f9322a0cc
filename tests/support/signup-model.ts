/**
 * Signups for one occurrence, as one would do them on paper: a list of parties in order of arrival. It shares no code with
 * the rules or the SQL, so that the three can be compared.
 */
export interface Plan {
  capacity: number
  desk: number
  waiting: number
  largest: number
  releases: number
  starts: number
}

export interface Entry {
  attempt: number
  request: number
  phone: number
  channel: 'online' | 'desk'
  size: number
  state: 'confirmed' | 'waiting' | 'cancelled'
}

export interface Paper {
  now: number
  /** What the content says, and what the desk has last been told of it. */
  plan: Plan
  known: Plan
  entries: Entry[]
  /** Wrong codes for a phone number in a quarter of an hour. */
  wrong: Map<string, number>
}

export type Command =
  | { kind: 'take'; attempt: number; request: number; phone: number; channel: 'online' | 'desk'; size: number }
  | { kind: 'change'; entry: Entry; size: number }
  | { kind: 'cancel'; entry: Entry }
  | { kind: 'look'; entry: Entry }
  | { kind: 'guess'; phone: number }
  | { kind: 'settle' }

export const newPaper = (plan: Plan, now: number): Paper => ({ now, plan, known: plan, entries: [], wrong: new Map() })

export const copyPaper = (paper: Paper): Paper => ({
  ...paper,
  entries: paper.entries.map((entry) => ({ ...entry })),
  wrong: new Map(paper.wrong),
})

export const told = ({ attempt, state, size }: Entry) => `${attempt} ${state} ${size}`

export const peopleIn = ({ entries }: Paper, state: Entry['state'], channel?: Entry['channel']) =>
  entries.filter((one) => one.state === state && (!channel || one.channel === channel)).reduce((people, { size }) => people + size, 0)

const room = (paper: Paper, channel: Entry['channel']) => {
  const { capacity, desk, releases } = paper.known
  const left = capacity - peopleIn(paper, 'confirmed')
  if (channel === 'desk' || paper.now >= releases) return left
  return left - Math.max(0, desk - peopleIn(paper, 'confirmed', 'desk'))
}

/** Reads the list once from the top and gives places to each party that fits. */
const serve = (paper: Paper) => {
  if (paper.now >= paper.known.starts) return
  for (const entry of paper.entries) {
    if (entry.state === 'waiting' && entry.size <= room(paper, entry.channel)) entry.state = 'confirmed'
  }
}

const take = (paper: Paper, { attempt, request, phone, channel, size }: Extract<Command, { kind: 'take' }>) => {
  paper.known = paper.plan
  serve(paper)
  const asked = paper.entries.find((one) => one.request === request)
  if (asked) return told(asked)
  if (paper.entries.some((one) => one.phone === phone && one.state !== 'cancelled')) return 'already_signed_up'
  const confirmed = size <= room(paper, channel)
  if (!confirmed && size > paper.known.waiting - peopleIn(paper, 'waiting')) return 'places_taken'
  const entry: Entry = { attempt, request, phone, channel, size, state: confirmed ? 'confirmed' : 'waiting' }
  paper.entries.push(entry)
  return told(entry)
}

const windowOf = ({ now }: Paper, phone: number) => `${phone} in ${Math.floor(now / 900_000)}`
const isLocked = (paper: Paper, phone: number) => (paper.wrong.get(windowOf(paper, phone)) ?? 0) >= 5

const change = (paper: Paper, entry: Entry, size: number) => {
  serve(paper)
  if (isLocked(paper, entry.phone)) return 'too_many_guesses'
  if (entry.state === 'cancelled') return 'signup_cancelled'
  if (entry.size === size) return told(entry)
  if (paper.now >= paper.known.starts) return 'occurrence_started'
  if (size > entry.size) {
    if (size > paper.known.largest) return 'party_too_large'
    const left = entry.state === 'confirmed' ? room(paper, entry.channel) : paper.known.waiting - peopleIn(paper, 'waiting')
    if (size - entry.size > left) return 'change_does_not_fit'
  }
  entry.size = size
  serve(paper)
  return told(entry)
}

const cancel = (paper: Paper, entry: Entry) => {
  const locked = isLocked(paper, entry.phone)
  const started = paper.now >= paper.known.starts
  const cancelled = entry.state === 'cancelled'
  if (!locked && !started) entry.state = 'cancelled'
  serve(paper)
  if (locked) return 'too_many_guesses'
  return started && !cancelled ? 'occurrence_started' : told(entry)
}

const guess = (paper: Paper, phone: number) => {
  const tries = (paper.wrong.get(windowOf(paper, phone)) ?? 0) + 1
  paper.wrong.set(windowOf(paper, phone), tries)
  return tries >= 5 ? 'too_many_guesses' : 'signup_not_found'
}

/** Does a command on the paper, and gives back what one is told: the entry, or the code of a refusal. */
export const write = (paper: Paper, command: Command): string => {
  const here = (entry: Entry) => paper.entries.find(({ attempt }) => attempt === entry.attempt) ?? entry
  switch (command.kind) {
    case 'take':
      return take(paper, command)
    case 'change':
      return change(paper, here(command.entry), command.size)
    case 'cancel':
      return cancel(paper, here(command.entry))
    case 'look':
      return isLocked(paper, command.entry.phone) ? 'too_many_guesses' : told(here(command.entry))
    case 'guess':
      return guess(paper, command.phone)
    case 'settle':
      paper.known = paper.plan
      serve(paper)
      return 'settled'
  }
}
