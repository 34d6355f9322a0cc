import { dayOf, momentOf } from '../../kernel/calendar.ts'
import type { Statement } from '../../kernel/database.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { mayDo } from '../staff/permissions.ts'
import { auditLines, readAuditLines } from '../staff/reads.server.ts'
import { staffOf, staffRead } from '../staff/store.server.ts'
import { comingOccasions, type Occasion, withNumbers } from './occasions.ts'
import type { HomePage } from './page.ts'

const lastLines = 10

const poolsOf = (occasions: Occasion[]): Statement => ({
  sql: `SELECT activity, occurrence, confirmed_places, waiting_places FROM json_each(:wanted) AS wanted
    JOIN signup_pools ON activity = wanted.value ->> 0 AND occurrence = wanted.value ->> 1`,
  args: { wanted: JSON.stringify(occasions.map(({ activity, occurrence }) => [activity, occurrence])) },
})

/** 工作台: what one begins the day with. */
export const drawHome = async (c: AppContext) => {
  const { context } = c.var
  const { catalogue, now } = context
  const { site } = catalogue
  const actor = staffOf(context)
  const today = momentOf(`${dayOf(now, site.time_zone)} 00:00`, site.time_zone)
  const occasions = mayDo(actor.role, 'roster.read') ? comingOccasions(catalogue.activities, today) : []
  const [pools, lines] = await staffRead(context, [poolsOf(occasions), auditLines({ actor: actor.staff, from: today }, lastLines)])
  const page: HomePage = {
    kind: 'desk',
    actor,
    finds_households: mayDo(actor.role, 'household.find'),
    grid: site.grids.find(({ id }) => actor.role === 'grid_worker' && id === actor.scope) ?? null,
    occasions: mayDo(actor.role, 'roster.read') ? withNumbers(occasions, (pools?.rows ?? []) as unknown as Occasion[]) : null,
    lines: readAuditLines(lines?.rows ?? []),
  }
  return c.var.page(page)
}
