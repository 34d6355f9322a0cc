import { z } from 'zod'
import { type AppContext, readForm } from '../../kernel/http.server.ts'
import { keptFormMs } from './limits.ts'

/** Where a form was going, and what was typed into it; a field that was sent twice is there twice. */
export interface KeptForm {
  path: string
  fields: [name: string, value: string][]
}

const kept = z.object({ path: z.string().regex(/^\/desk\//), fields: z.array(z.tuple([z.string(), z.string()])), until: z.number() })

/** The page that brings it back is a form itself, whose body may be no longer than any other. */
const mostCharacters = 12_000

const boundTo = ({ var: { context } }: AppContext) => (context.actor.kind === 'staff' ? `desk form of ${context.actor.staff}` : null)

const fieldsOf = async (c: AppContext): Promise<KeptForm['fields']> => {
  const body = (await readForm(c)).ok ? await c.req.parseBody({ all: true }) : {}
  return Object.entries(body).flatMap(([name, value]) =>
    [value].flat().flatMap((one): KeptForm['fields'] => (typeof one === 'string' ? [[name, one]] : [])),
  )
}

/**
 * What staff had typed when their second factor ran out, sealed to them for a quarter of an hour, to travel in the page that leads to
 * verifying and nowhere else. Null when it was nothing, or too much: a sheet is chosen again.
 */
export const keepForm = async (c: AppContext): Promise<string | null> => {
  const { vault, now } = c.var.context
  const owner = boundTo(c)
  const { pathname } = new URL(c.req.url)
  const isPlain = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded') ?? false
  if (owner === null || !isPlain || c.req.method !== 'POST' || !pathname.startsWith('/desk/')) return null
  const fields = await fieldsOf(c)
  if (fields.length === 0) return null
  const sealed = await vault.seal(JSON.stringify({ path: pathname, fields, until: now + keptFormMs }), owner)
  return sealed.length > mostCharacters ? null : sealed
}

/** Null when it is too old, or was not kept here for whoever asks. */
export const openKept = async (c: AppContext, sealed: string | undefined): Promise<KeptForm | null> => {
  const { vault, now } = c.var.context
  const owner = boundTo(c)
  const plain = sealed && owner ? await vault.open(sealed, owner) : null
  if (plain === null) return null
  const { until, ...form } = kept.parse(JSON.parse(plain))
  return until > now ? form : null
}
