import type { Context, MiddlewareHandler } from 'hono'
import { matchedRoutes } from 'hono/route'
import { secondFactorLastsMs } from '../../src/features/second-factor/limits.ts'
import { proofFreshMs } from '../../src/features/sessions/limits.ts'
import type { ResidentClaims } from '../../src/features/sessions/schema.ts'
import { confirmResident, giveSession, readSession, takeSessionBack } from '../../src/features/sessions/store.server.ts'
import { type Act, mayDo } from '../../src/features/staff/permissions.ts'
import type { StaffActor } from '../../src/kernel/actor.ts'
import { dayOf } from '../../src/kernel/calendar.ts'
import type { AppContext, AppEnv } from '../../src/kernel/http.server.ts'
import type { HttpRefusalCode } from '../../src/kernel/http-problem.ts'
import { type Access, access } from '../access.ts'

/** The line of the table for the route this request will meet; pages and files that Astro serves have none. */
const accessOf = (c: Context): Access => {
  const route = matchedRoutes(c).find(({ path, method }) => !path.includes('*') && method !== 'ALL')
  return (route && access[`${route.method} ${route.path}`]) ?? 'anyone'
}

/** The resident of this device: by the sealed proof alone while that is fresh, else the database is asked and seals a new one. */
const residentOf = async (c: AppContext): Promise<ResidentClaims | null> => {
  const { vault, catalogue, now } = c.var.context
  const held = await readSession(c, vault, 'resident')
  if (!held) return null
  if (held.claims && now - held.claims.checked_at < proofFreshMs) return held.claims
  const claims = await confirmResident(c.var.context, held.token, dayOf(now, catalogue.site.time_zone))
  if (!claims) takeSessionBack(c, 'resident')
  else await giveSession(c, vault, held.token, claims)
  return claims
}

const staffRefusal = (staff: StaffActor, act: Act, now: number): HttpRefusalCode | null => {
  if (!mayDo(staff.role, act)) return 'role_insufficient'
  const { second_factor_at } = staff
  return second_factor_at === null || now - second_factor_at >= secondFactorLastsMs ? 'second_factor_needed' : null
}

/** Finds out who asks where the route wants to know, and turns away whom it does not let in. */
export const accessCheck =
  (refuse: (c: AppContext, code: HttpRefusalCode) => Response | Promise<Response>): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const wanted = accessOf(c)
    if (wanted === 'anyone' || wanted === 'device' || wanted === 'monitor') return next()
    if (wanted === 'known' || wanted === 'resident') {
      const actor = await residentOf(c)
      if (actor) c.var.context.actor = actor
      return actor || wanted === 'known' ? next() : refuse(c, 'signin_needed')
    }
    const held = await readSession(c, c.var.context.vault, 'staff')
    if (!held?.claims) return refuse(c, 'signin_needed')
    c.var.context.actor = held.claims
    const refusal = wanted === 'colleague' ? null : staffRefusal(held.claims, wanted, c.var.context.now)
    return refusal ? refuse(c, refusal) : next()
  }
