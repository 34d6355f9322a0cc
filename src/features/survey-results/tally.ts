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

export const readCame = (row: Row): Came => ({
  channel: textOf(row['channel']),
  booth: row['booth'] === null || row['booth'] === undefined ? null : String(row['booth']),
  version: textOf(row['version']),
  times: Number(row['times']),
})

/** Counts sets of answers one by one; a set may stand for several equal ones (`times`). */
export const recount = (sets: { answers: Record<string, unknown>; times?: number }[]): Times[] => {
  const counted = new Map<string, Times>()
  const add = (question: string, part: string, value: unknown, times: number) => {
    const key = JSON.stringify([question, part, String(value)])
    const known = counted.get(key)
    if (known) known.times += times
    else counted.set(key, { question, part, value: String(value), times })
  }
  for (const { answers, times = 1 } of sets)
    for (const [question, answer] of Object.entries(answers)) {
      if (answer === null || typeof answer !== 'object') add(question, '', answer, times)
      else for (const [part, value] of Object.entries(answer)) add(question, part, value, times)
    }
  return [...counted.values()]
}
