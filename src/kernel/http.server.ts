import type { Context } from 'hono'
import type { z } from 'zod'
import type { RequestContext } from './context.ts'
import { httpProblem } from './http-problem.ts'
import type { Problem } from './problem.ts'
import { type Result, refuse, success } from './result.ts'

/** What functions/ puts at every handler's disposal. */
export interface AppEnv {
  Variables: {
    context: RequestContext
    /** Answers `application/problem+json` with the status of the problem's code. */
    problem: (problem: Problem) => Response
    /** When this answer changes by the clock alone (epoch ms, Infinity for never); until then it may be told again for a moment. */
    changes_at?: number
    /** Draws the on-request page of this address with `data` in `Astro.locals.page`; a problem gives it its status. */
    page: (data: object, problem?: Problem) => Promise<Response>
  }
}

export type AppContext = Context<AppEnv>

type BodyRefusal = { code: 'body_unreadable' | 'content_type_unsupported' }

const mediaType = (c: Context) => (c.req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''

/** The request's JSON, or why it cannot be read. */
export const readJson = async (c: Context): Promise<Result<unknown, BodyRefusal>> => {
  if (mediaType(c) !== 'application/json') return refuse({ code: 'content_type_unsupported' })
  try {
    return success(await c.req.json())
  } catch {
    return refuse({ code: 'body_unreadable' })
  }
}

/** The fields of a plain HTML form as typed; a field sent twice counts once, a file not at all. */
export const readForm = async (c: Context): Promise<Result<Record<string, string>, BodyRefusal>> => {
  if (!['application/x-www-form-urlencoded', 'multipart/form-data'].includes(mediaType(c)))
    return refuse({ code: 'content_type_unsupported' })
  try {
    const fields = await c.req.parseBody()
    return success(
      Object.fromEntries(Object.entries(fields).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []))),
    )
  } catch {
    return refuse({ code: 'body_unreadable' })
  }
}

/** Answers a form that cannot be read. */
export const unreadableForm = (c: AppContext, { code }: BodyRefusal = { code: 'body_unreadable' }) =>
  c.var.problem(httpProblem(code, c.var.context.catalogue.site.phone))

/** A form's text as a number: digits only, so that an empty field is missing and not zero. */
export const numberField = (typed: string | undefined) =>
  typed !== undefined && /^\d{1,9}$/.test(typed.trim()) ? Number(typed) : undefined

/** A zod error as one code per field: the schema's messages are codes, an unknown key is `field_unknown`. */
export const fieldCodes = (error: z.ZodError) => {
  const found = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ field: key.slice(0, 40), code: 'field_unknown' }))
      : [{ field: issue.path.join('.'), code: issue.message }],
  )
  return found.filter((one, place) => found.findIndex(({ field }) => field === one.field) === place)
}

/** Whether the visitor's side of the connection is encrypted, here or by a proxy in front. Of several the first one saw the visitor. */
export const isSecure = (c: Context) =>
  new URL(c.req.url).protocol === 'https:' || c.req.header('x-forwarded-proto')?.split(',')[0]?.trim().toLowerCase() === 'https'
