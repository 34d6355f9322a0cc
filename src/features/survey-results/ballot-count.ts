import { voteQuestion } from '../surveys/ballot.ts'
import type { Ballot } from '../surveys/schema.ts'
import { sumOf } from './cells.ts'
import { tellTogether } from './suppression.ts'
import type { Came, Tally } from './tally.ts'

/** A nomination with its votes. `outcome`: 入选, 未入选, or 并列 when the published rule for ties has yet to decide. */
export interface Counted {
  id: string
  name: string
  votes: number
  outcome: 'wins' | 'loses' | 'tied'
}

/** Votes by where they were given; places with few are told together. */
export interface Subtotal {
  where: string[]
  sheets: number
}

export interface BallotCount {
  /** Most votes first, equal ones in the order of the file. */
  nominations: Counted[]
  /** Valid sheets. */
  sheets: number
  booths: Subtotal[]
}

/**
 * Who wins. The first `winners` win; where the last of them has as many votes as the next one, all with that number are tied: under 并列都入选
 * they all win, under the other rules a second round or lots decide among them, which is not for a program to do. Nobody wins without a vote.
 */
export const countBallot = (ballot: Ballot, { answers, came }: Pick<Tally, 'answers' | 'came'>): BallotCount => {
  const votesFor = (id: string) => sumOf(answers.filter(({ question, value }) => question === voteQuestion && value === id))
  const ranked = ballot.nominations.map(({ id, name }) => ({ id, name, votes: votesFor(id) })).sort((one, other) => other.votes - one.votes)
  const last = ranked[ballot.winners - 1]?.votes ?? 0
  const next = ranked[ballot.winners]?.votes ?? 0
  const isTied = last === next && ballot.tie !== '并列都入选'
  const outcomeOf = (votes: number): Counted['outcome'] => {
    if (votes === 0 || votes < last) return 'loses'
    return votes === last && isTied ? 'tied' : 'wins'
  }
  return {
    nominations: ranked.map((one) => ({ ...one, outcome: outcomeOf(one.votes) })),
    sheets: sumOf(came),
    booths: subtotals(ballot, came),
  }
}

/** What did not come from a booth: online, at the window, on paper. */
const elsewhere = '不在投票点'

const subtotals = ({ booths }: Ballot, came: Came[]): Subtotal[] => {
  if (booths.length === 0) return []
  const at = (booth: string | null) => sumOf(came.filter((one) => one.booth === booth))
  const cells = [{ name: elsewhere, sheets: at(null) }, ...booths.map(({ id, name }) => ({ name, sheets: at(id) }))]
  const groups = tellTogether(cells.map(({ sheets }) => sheets)).map((places) => cells.filter((_, place) => places.includes(place)))
  return groups.map((group) => ({ where: group.map(({ name }) => name), sheets: group.reduce((sum, { sheets }) => sum + sheets, 0) }))
}
