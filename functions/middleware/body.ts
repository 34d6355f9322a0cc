import type { Context, MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { sheetMaxBytes } from '../../src/features/member-sheets/limits.ts'
import { sheetTooLarge } from '../../src/features/member-sheets/problem.ts'
import { httpProblem } from '../../src/kernel/http-problem.ts'
import type { Problem } from '../../src/kernel/problem.ts'

const bodyMaxBytes = 16 * 1024

/** A page of several long texts, each character three bytes, each byte three signs. */
const answersMaxBytes = 128 * 1024

const isSheet = (path: string) => /^\/desk\/sheets\/?$/.test(path)
const areAnswers = (path: string) => /^\/(api\/|desk\/)?surveys\//.test(path)

/** Turns away whatever is longer than anything this address takes. */
export const limitedBody = (answer: (c: Context, problem: Problem) => Promise<Response>, phone: string): MiddlewareHandler => {
  const limit = (maxSize: number, problem: Problem) => bodyLimit({ maxSize, onError: (c) => answer(c, problem) })
  const usual = limit(bodyMaxBytes, httpProblem('body_too_large', phone))
  const answers = limit(answersMaxBytes, httpProblem('body_too_large', phone))
  const sheet = limit(sheetMaxBytes, sheetTooLarge)
  return (c, next) => {
    if (isSheet(c.req.path)) return sheet(c, next)
    return areAnswers(c.req.path) ? answers(c, next) : usual(c, next)
  }
}
