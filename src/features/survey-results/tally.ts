import type { Row } from '../../kernel/database.ts'

/** How often something was answered. `part` is the row of a 表格, the place from 0 in a 多选 or 排序, and empty otherwise. */
export interface Times {
  question: string
  part: string
  value: string
  times: number
}

/** How many sets of answers came in one way, to one wording. */
export interface Came {
  channel: string
  booth: string | null
  version: string
  times: number
}

/** Whether anybody answered under another wording than this one. */
export const isReworded = (version: string, came: Came[]) => came.some((one) => one.version !== version)

/** All that is counted of a survey. `taken_part` counts households, residents or devices, as the survey says. */
export interface Tally {
  came: Came[]
  answers: Times[]
  taken_part: number
}

const textOf = (value: unknown) => (value === null || value === undefined ? '' : String(value))

export const readTimes = (row: Row): Times => ({
  question: textOf(row['question']),
  part: textOf(row['part']),
  value: textOf(row['value']),
  times: Number(row['times']),
})

export const readCame = (row: Row): Came => ({
  channel: textOf(row['channel']),
  booth: row['booth'] === null || row['booth'] === undefined ? null : String(row['booth']),
  version: textOf(row['version']),
  times: Number(row['times']),
})

/** The same, counted from the sets of answers themselves: what the database counts is held against this. */
export const recount = (responses: { answers: Record<string, unknown> }[]): Times[] => {
  const times = new Map<string, Times>()
  const add = (question: string, part: string, value: unknown) => {
    const key = JSON.stringify([question, part, String(value)])
    const known = times.get(key) ?? { question, part, value: String(value), times: 0 }
    times.set(key, { ...known, times: known.times + 1 })
  }
  for (const { answers } of responses)
    for (const [question, answer] of Object.entries(answers)) {
      if (answer === null || typeof answer !== 'object') add(question, '', answer)
      else for (const [part, value] of Object.entries(answer)) add(question, part, value)
    }
  return [...times.values()]
}
