import type { Statement } from '../../kernel/database.ts'
import type { AppContext } from '../../kernel/http.server.ts'
import { type Door, doorInWords } from '../members/door.ts'
import { signInAgain } from '../signin/store.server.ts'
import type { MyPointsPage } from './page.ts'
import { readStatementOfHome, statementOfHome } from './reads.server.ts'

/** The household of whoever is signed in at this moment, as an SQL expression; null for whoever is not. */
const ownHousehold = (session: string, resident: string, now: number): Statement => ({
  sql: `(SELECT residents.household FROM residents JOIN sessions ON sessions.subject = residents.id WHERE residents.id = :me
    AND sessions.id = :own_session AND sessions.ended_at IS NULL AND sessions.expires_at > :own_now)`,
  args: { me: resident, own_session: session, own_now: now },
})

/** 我的积分: the household's statement, with the work of whoever acted in place of a name. One database call. */
export const drawOwnPoints = async (c: AppContext) => {
  const { actor, database, now } = c.var.context
  if (actor.kind !== 'resident') throw new Error('a page of one’s own for nobody')
  const own = ownHousehold(actor.session, actor.resident, now)
  const [signed, home, ...points] = await database.read([
    {
      sql: 'SELECT EXISTS (SELECT 1 FROM sessions WHERE id = :own_session AND subject = :me AND ended_at IS NULL AND expires_at > :own_now) AS in_force',
      args: own.args,
    },
    { sql: `SELECT id, building, unit, room FROM households WHERE id = ${own.sql}`, args: own.args },
    ...statementOfHome(own),
  ])
  if (signed?.rows[0]?.['in_force'] !== 1) return signInAgain(c)
  const row = home?.rows[0]
  const page: MyPointsPage = {
    kind: 'me-points',
    door: row ? doorInWords(row as unknown as Door) : null,
    statement: readStatementOfHome(points, row ? String(row['id']) : null, c.var.context),
  }
  return c.var.page(page)
}
