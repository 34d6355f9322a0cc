import type { AppContext } from '../../kernel/http.server.ts'
import { type Door, doorInWords } from '../members/door.ts'
import { amSignedIn } from '../sessions/reads.server.ts'
import { signInAgain } from '../sessions/store.server.ts'
import type { MyPointsPage } from './page.ts'
import { readStatementOfHome, statementOfHome } from './reads.server.ts'

/** 我的积分: the household's statement, with the work of whoever acted in place of a name. One database call. */
export const drawOwnPoints = async (c: AppContext) => {
  const { sql, household, args } = amSignedIn(c.var.context)
  const [signed, home, ...points] = await c.var.context.database.read([
    { sql: `SELECT ${sql} AS signed_in`, args },
    { sql: `SELECT id, building, unit, room FROM households WHERE id = ${household}`, args },
    ...statementOfHome({ sql: household, args }),
  ])
  if (signed?.rows[0]?.['signed_in'] !== 1) return signInAgain(c)
  const row = home?.rows[0]
  const page: MyPointsPage = {
    kind: 'me-points',
    door: row ? doorInWords(row as unknown as Door) : null,
    statement: readStatementOfHome(points, row ? String(row['id']) : null, c.var.context),
  }
  return c.var.page(page)
}
