import type { Problem } from '../kernel/problem.ts'

/** What came of posting a form: where to go on, a refusal, or no answer at all. */
export type Posted = { kind: 'done'; location: string | null } | { kind: 'refused'; problem: Problem } | { kind: 'unanswered' }

const answerMaxMs = 15_000

interface ProblemDetails {
  code: string
  title: string
  errors?: { field: string; code: string; detail: string }[]
}

const readProblem = ({ code, title, errors }: ProblemDetails): Problem => ({
  code,
  sentence: title,
  fields: errors?.map(({ field, code, detail }) => ({ field, code, sentence: detail })),
})

/** Posts a form's fields to its own address and asks for data, so that nothing typed is lost if the network is. */
export const postForm = async (form: HTMLFormElement): Promise<Posted> => {
  const fields = new URLSearchParams([...new FormData(form)].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  try {
    const response = await fetch(form.action, {
      method: 'POST',
      headers: { accept: 'application/json' },
      body: fields,
      signal: AbortSignal.timeout(answerMaxMs),
    })
    const answer = await response.json()
    return response.ok ? { kind: 'done', location: answer.location } : { kind: 'refused', problem: readProblem(answer) }
  } catch {
    return { kind: 'unanswered' }
  }
}
