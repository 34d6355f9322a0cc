import type { InStatement } from '@libsql/client'
import type { TestSite } from '../support/site.ts'

/** Something somebody wants done, however often they have to press for it. */
export interface Intent {
  command: string
  /** Whether others want the same at this moment: places, pieces, a door, a code. */
  contended: boolean
  /** The same request each time. */
  send(at: TestSite): Response | Promise<Response>
  /** Told the answer that let the person go, once. */
  done?(answer: Response): Promise<void>
  /** What only one of all who want it may be told they have: a code, a door. */
  only?: string
  /** Counts the effect, as `n`: 1 when the person was told it is done, at most 1 otherwise. Null where the rules say all there is. */
  effect: InStatement | null
}

/** What is there exactly once, by the key of the request. */
export const countBy = (table: string, column: string, value: string, more = ''): InStatement => ({
  sql: `SELECT COUNT(*) AS n FROM ${table} WHERE ${column} = ?${more}`,
  args: [value],
})
