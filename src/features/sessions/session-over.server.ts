import type { AppContext } from '../../kernel/http.server.ts'
import { httpProblem } from '../../kernel/http-problem.ts'
import type { Problem } from '../../kernel/problem.ts'
import { takeSessionBack } from './cookies.server.ts'
import { signInAgain } from './wanted.server.ts'

/** The proof in the cookie said so, but the database does not (any more). */
export class SessionOver extends Error {
  override name = 'SessionOver'

  constructor() {
    super('the session of a resident is over')
  }
}

/**
 * A page or an act of a resident, who may have been signed out elsewhere since the cookie was made: then the page is come back to after signing
 * in, and an act is answered with what `draw` makes of the problem, while this browser forgets the session.
 */
export const whileSignedIn =
  (draw: (c: AppContext, problem: Problem) => Response | Promise<Response>) =>
  (handler: (c: AppContext) => Promise<Response>) =>
  async (c: AppContext): Promise<Response> => {
    try {
      return await handler(c)
    } catch (error) {
      if (!(error instanceof SessionOver)) throw error
      if (c.req.method === 'GET') return signInAgain(c)
      takeSessionBack(c, 'resident')
      return draw(c, httpProblem('signin_needed', c.var.context.catalogue.site.phone))
    }
  }
