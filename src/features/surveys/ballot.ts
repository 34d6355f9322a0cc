import type { Ballot, Question, Section } from './schema.ts'

/** The one question of a ballot, by which it is stored and counted like any other. */
export const voteQuestion = 'vote'

/** 评选 as a section of one question: choose up to `votes` of the nominations. */
export const ballotSection = ({ ask, nominations, votes }: Ballot): Section => {
  const question: Question = {
    id: voteQuestion,
    ask,
    kind: '多选',
    required: true,
    least: 1,
    most: votes,
    options: nominations.map(({ id, name, picture }) => ({ id, label: name, ...(picture && { picture }) })),
  }
  return { id: 'ballot', title: '投票', questions: [question] }
}

/** Whether everyone may give a vote to as many as they like (赞成票); otherwise votes are limited. */
export const isApproval = ({ nominations, votes }: Ballot) => votes >= nominations.length
