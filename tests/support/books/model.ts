/**
 * Points and rewards as one would keep them on paper: a list of slips, everything else counted from it. It shares no code with the books
 * or the rules, so that they can be compared. Points are counted one by one, each with the month it was earned in.
 */
export interface Slip {
  kind: 'earn' | 'stock' | 'redeem'
  key: number
  home: number
  site: number
  /** Points, or pieces for `stock`; a redemption takes one piece. */
  amount: number
  at: number
  state: 'standing' | 'held' | 'collected' | 'returned'
  /** Keys of the request that collected it, and of corrections: of the slip, of its correction, and so on. */
  collectedBy: number | null
  corrections: number[]
}

export interface Paper {
  now: number
  slips: Slip[]
  /** Points that expired, by home. */
  expired: number[]
  /** The days on which the job has looked at every home. */
  lookedThrough: Set<number>
  answered: Map<number, string>
}

export type Command =
  | { kind: 'earn'; key: number; home: number; amount: number }
  | { kind: 'stock'; key: number; site: number; amount: number }
  | { kind: 'redeem'; key: number; home: number; site: number; amount: number }
  | { kind: 'collect' | 'cancel'; key: number; of: number }
  /** `target` is the key of the row that is undone: of the slip, of its collection, or of an earlier correction. */
  | { kind: 'correct' | 'recorrect'; key: number; of: number; target: number }

export const homes = 3
export const sites = 2
const keptMinutes = 30

export const newPaper = (now: number): Paper => ({
  now,
  slips: [],
  expired: Array.from({ length: homes }, () => 0),
  lookedThrough: new Set(),
  answered: new Map(),
})

export const copyPaper = (paper: Paper): Paper => structuredClone(paper)

/** The row a correction of this slip, or of its last correction, is about. */
export const targetOf = ({ kind, key, collectedBy, corrections }: Slip, again: boolean) =>
  (again ? corrections.at(-1) : undefined) ?? (kind === 'redeem' ? collectedBy : null) ?? key

const counts = ({ corrections, state }: Slip) => corrections.length % 2 === 0 && state !== 'returned'
const total = (slips: Slip[]) => slips.filter(counts).reduce((sum, { amount }) => sum + amount, 0)
const ofHome = ({ slips }: Paper, home: number, kind: Slip['kind']) => slips.filter((slip) => slip.kind === kind && slip.home === home)

const usedBy = (paper: Paper, home: number) => total(ofHome(paper, home, 'redeem'))
export const heldFor = (paper: Paper, home: number) => total(ofHome(paper, home, 'redeem').filter(({ state }) => state === 'held'))
export const pointsOf = (paper: Paper, home: number) =>
  total(ofHome(paper, home, 'earn')) - usedBy(paper, home) - (paper.expired[home] ?? 0)
export const piecesAt = ({ slips }: Paper, site: number) =>
  total(slips.filter((slip) => slip.kind === 'stock' && slip.site === site)) -
  slips.filter((slip) => slip.kind === 'redeem' && slip.site === site && counts(slip)).length

const day = 86_400_000
/** Months and days of Shanghai, counted from the year 0 and from 1970. */
const monthOf = (at: number) => new Date(at + day / 3).getUTCFullYear() * 12 + new Date(at + day / 3).getUTCMonth()
const dayOf = (at: number) => Math.floor((at + day / 3) / day)

const overdue = (paper: Paper, slip: Slip) => slip.at + keptMinutes * 60_000 <= paper.now

const end = (paper: Paper, command: Extract<Command, { of: number }>, slip: Slip) => {
  if (slip.kind !== 'redeem') return 'pending_unknown'
  if (slip.state === 'collected') return 'pending_already_posted'
  if (slip.state === 'returned') return 'pending_already_voided'
  if (command.kind === 'collect' && overdue(paper, slip)) return 'pending_overdue'
  slip.state = command.kind === 'collect' ? 'collected' : 'returned'
  if (command.kind === 'collect') slip.collectedBy = command.key
  return 'done'
}

/** Takes a slip's effect back, or puts it in force again; whoever has less than it takes cannot. */
const correct = (paper: Paper, key: number, slip: Slip) => {
  const undoing = slip.corrections.length % 2 === 0
  if (slip.kind === 'earn' && undoing && pointsOf(paper, slip.home) < slip.amount) return 'balance_insufficient'
  if (slip.kind === 'stock' && undoing && piecesAt(paper, slip.site) < slip.amount) return 'balance_insufficient'
  if (slip.kind === 'redeem' && !undoing && (pointsOf(paper, slip.home) < slip.amount || piecesAt(paper, slip.site) < 1))
    return 'balance_insufficient'
  slip.corrections.push(key)
  return 'done'
}

const act = (paper: Paper, command: Command): string => {
  if ('of' in command) {
    const slip = paper.slips[command.of]
    if (!slip) return 'nothing to do'
    if (!('target' in command)) return end(paper, command, slip)
    const last = slip.corrections.at(-1) ?? (slip.kind === 'redeem' ? slip.collectedBy : slip.key)
    if (slip.kind === 'redeem' && command.target === slip.key) return 'reversed_unknown'
    return command.target === last ? correct(paper, command.key, slip) : 'already_reversed'
  }
  if (command.kind === 'redeem' && (pointsOf(paper, command.home) < command.amount || piecesAt(paper, command.site) < 1))
    return 'balance_insufficient'
  const state = command.kind === 'redeem' ? 'held' : 'standing'
  paper.slips.push({ home: -1, site: -1, ...command, at: paper.now, state, collectedBy: null, corrections: [] })
  return 'done'
}

/** Does a command on paper. A key that was answered before gets its answer again, or is a conflict when the body is another. */
export const write = (paper: Paper, command: Command): string => {
  const body = JSON.stringify(command)
  const before = paper.answered.get(command.key)
  if (before !== undefined) return before === body ? 'done' : 'transfer_conflict'
  const answer = act(paper, command)
  if (answer === 'done') paper.answered.set(command.key, body)
  return answer
}

/** The months of the points a home has left, oldest first: what was used, is held or has expired was the oldest. */
export const monthsLeft = (paper: Paper, home: number) =>
  ofHome(paper, home, 'earn')
    .filter(counts)
    .flatMap(({ amount, at }) => Array.from({ length: amount }, () => monthOf(at)))
    .sort((one, other) => one - other)
    .slice(usedBy(paper, home) + (paper.expired[home] ?? 0))

/** What the jobs do: what is overdue returns, and points older than twelve months go, in the first run of a day. */
export const settle = (paper: Paper) => {
  for (const slip of paper.slips) if (slip.kind === 'redeem' && slip.state === 'held' && overdue(paper, slip)) slip.state = 'returned'
  if (paper.lookedThrough.has(dayOf(paper.now))) return
  paper.lookedThrough.add(dayOf(paper.now))
  for (let home = 0; home < homes; home++) {
    const old = monthsLeft(paper, home).filter((month) => monthOf(paper.now) - month > 12).length
    paper.expired[home] = (paper.expired[home] ?? 0) + old
  }
}
