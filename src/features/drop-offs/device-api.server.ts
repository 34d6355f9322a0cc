import { Hono } from 'hono'
import { type AppContext, type AppEnv, fieldCodes } from '../../kernel/http.server.ts'
import { httpProblem } from '../../kernel/http-problem.ts'
import { dropOffFieldSentence } from './copy.ts'
import { giveByDevice, proveDevice } from './device.server.ts'
import { deviceDropOff } from './device-schema.ts'
import { dropOffProblem } from './problem.ts'
import type { DropOffFieldErrorCode, DropOffRefusal } from './schema.ts'

const isFieldCode = (code: string): code is DropOffFieldErrorCode => Object.hasOwn(dropOffFieldSentence, code)

const readBody = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

const cardOf = (body: unknown) =>
  typeof body === 'object' && body !== null && 'card' in body && typeof body.card === 'string' ? body.card : null

/** POST by a scale or a bin: who it is first, then what it says. */
const report = async (c: AppContext) => {
  const { context } = c.var
  const { site } = context.catalogue
  const answer = (refusal: DropOffRefusal) => c.var.problem(dropOffProblem(refusal, site))
  const body = await c.req.text()
  const header = (name: string) => c.req.header(name) ?? ''
  const message = header('mulin-message')
  const signed = { method: 'POST', path: new URL(c.req.url).pathname, timestamp: header('mulin-timestamp'), message, body }
  const read = readBody(body)
  const proved = await proveDevice(context, c.req.param('device') ?? '', signed, header('mulin-signature'), cardOf(read))
  if (!proved.ok) return answer(proved.refusal)
  if (read === undefined) return c.var.problem(httpProblem('body_unreadable', site.phone))
  if (!/^[0-9a-f-]{36}$/.test(message))
    return answer({ code: 'points_input_invalid', fields: [{ field: 'mulin-message', code: 'message_invalid' }] })
  const parsed = deviceDropOff.safeParse(read)
  if (!parsed.success) {
    const fields = fieldCodes(parsed.error).map(({ field, code }) => ({
      field,
      code: isFieldCode(code) ? code : ('message_invalid' as const),
    }))
    return answer({ code: 'points_input_invalid', fields })
  }
  const given = await giveByDevice(context, proved.value, message, parsed.data)
  return given.ok ? c.json(given.value, 201, { 'cache-control': 'no-store' }) : answer(given.refusal)
}

/** What devices send. */
export const devicesApi = new Hono<AppEnv>().post('/devices/:device/drop-offs', report)
