import type { Problem } from '../src/kernel/problem.ts'
import { type ErrorCode, status } from './status.ts'

export const statusOf = ({ code }: Problem): number => status[code as ErrorCode] ?? 500

/** RFC 9457 problem details. `title` and `detail` are for people, `code` for programs. */
export const answerProblem = (problem: Problem) =>
  new Response(
    JSON.stringify({
      type: `/problems#${problem.code}`,
      title: problem.sentence,
      status: statusOf(problem),
      code: problem.code,
      ...(problem.fields && { errors: problem.fields.map(({ field, code, sentence }) => ({ field, code, detail: sentence })) }),
    }),
    {
      status: statusOf(problem),
      headers: {
        'content-type': 'application/problem+json; charset=utf-8',
        'cache-control': 'no-store',
        ...(problem.retry_after_seconds && { 'retry-after': String(problem.retry_after_seconds) }),
      },
    },
  )
