import { DatabaseUnavailable } from './database.ts'
import type { AppContext } from './http.server.ts'
import { outageProblem } from './http-problem.ts'

/** What the page says of it when it is drawn although the database does not answer. */
export const outageOf = (c: AppContext) => outageProblem(c.req.method, c.var.context.catalogue.site.phone)

/** What `act` gives, or null when the database does not answer: the page is still drawn, with what was typed. */
export const unlessOutage = async <Value>(act: () => Promise<Value>): Promise<Value | null> => {
  try {
    return await act()
  } catch (error) {
    if (error instanceof DatabaseUnavailable) return null
    throw error
  }
}
