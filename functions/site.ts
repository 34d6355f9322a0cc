import { type Context, Hono } from 'hono'
import type { Catalogue } from '../src/catalogue.ts'
import { keepForm } from '../src/features/second-factor/store.server.ts'
import { rememberPage } from '../src/features/sessions/store.server.ts'
import { takePassBack } from '../src/features/signups/pass.server.ts'
import { NotSignedIn } from '../src/features/staff/store.server.ts'
import { takeAllAnswersBack } from '../src/features/surveys/browser.server.ts'
import { DatabaseUnavailable } from '../src/kernel/database.ts'
import type { AppContext, AppEnv } from '../src/kernel/http.server.ts'
import { type HttpRefusalCode, httpProblem, keptProblem, outageProblem } from '../src/kernel/http-problem.ts'
import type { Problem } from '../src/kernel/problem.ts'
import { requestContext } from './context.ts'
import { apis, pagesOfFeatures } from './features.ts'
import { healthRoutes } from './health.ts'
import type { Host } from './host.ts'
import { accessCheck } from './middleware/access.ts'
import { limitedBody } from './middleware/body.ts'
import { changedCatalogue } from './middleware/changes.ts'
import { requestLog } from './middleware/log.ts'
import { movedPages } from './middleware/moved.ts'
import { originCheck } from './middleware/origin.ts'
import { toldAgain } from './middleware/told-again.ts'
import { answerProblem, statusOf } from './problem.ts'

const availabilityRoute = '/api/activities/:slug/occurrences/:occurrence/availability'

/** What the site is made of. A test hands in its own parts. */
export interface SiteParts {
  host: Host
  catalogue: Catalogue
  /** Draws the on-request page of the request's address, or the site's own 404. */
  drawPage(c: Context, data: { page?: object; outage?: Problem }, status?: number): Promise<Response>
  clientAddress(c: Context): string
}

/** The one pipeline: limits, context, a route for each feature, then Astro's pages. */
export const createSite = (parts: SiteParts) => {
  const site = new Hono<AppEnv>({ strict: false })
  const { phone } = parts.catalogue.site

  const isApi = (c: Context) => c.req.path.startsWith('/api/')
  const answer = async (c: Context, problem: Problem) => {
    if (isApi(c)) return answerProblem(problem)
    const drawn = await parts.drawPage(c, { outage: problem }, statusOf(problem))
    drawn.headers.set('cache-control', 'no-store')
    if (problem.retry_after_seconds) drawn.headers.set('retry-after', String(problem.retry_after_seconds))
    return drawn
  }

  site.route('/', healthRoutes(parts.host))
  const again = toldAgain(parts.host, availabilityRoute)
  const route = site.fetch
  site.fetch = (request, ...rest) => again.tell(request) ?? route(request, ...rest)
  site.get(availabilityRoute, again.keep)
  site.use(requestLog(parts.host))
  site.use(movedPages(parts.catalogue.redirects))
  site.on(['POST', 'PUT', 'PATCH', 'DELETE'], '*', limitedBody(answer, phone))
  site.use(originCheck(parts.catalogue.site.url, (c) => answer(c, httpProblem('origin_foreign', phone))))
  site.use(async (c, next) => {
    c.set('context', await requestContext(c, parts))
    c.set('problem', answerProblem)
    c.set('page', async (data, problem) => {
      c.header('cache-control', 'no-store')
      if (problem?.retry_after_seconds) c.header('retry-after', String(problem.retry_after_seconds))
      const drawn = await parts.drawPage(c, { page: data }, problem && statusOf(problem))
      return c.newResponse(drawn.body, drawn)
    })
    await next()
  })

  for (const folder of ['activities', 'signups', 'api', 'me', 'desk']) site.use(`/${folder}/*`, changedCatalogue())

  /** What staff sent when their second factor had run out is kept for them, sealed, in the page that leads to giving it. */
  const factorNeeded = async (c: AppContext) => {
    const kept = await keepForm(c)
    return answer(c, kept === null ? httpProblem('second_factor_needed', phone) : keptProblem(kept, phone))
  }

  /** A page one may only look at after signing in leads there by itself, and back; what was sent gets an answer that says so. */
  const leadIn = async (c: AppContext, way: string) => {
    await rememberPage(c)
    return c.redirect(way, 303)
  }
  const wayIn = { signin_needed: '/signin/', second_factor_needed: '/staff/verify/' } as Partial<Record<HttpRefusalCode, string>>
  site.use(
    accessCheck((c, code) => {
      const way = wayIn[code]
      if (way && !isApi(c) && c.req.method === 'GET') return leadIn(c, way)
      return code === 'second_factor_needed' ? factorNeeded(c) : answer(c, httpProblem(code, phone))
    }),
  )

  // Whoever signs out at a computer that others use leaves no signup and no answers open in it either.
  site.use('/signin/leave', async (c, next) => {
    await next()
    takePassBack(c)
    takeAllAnswersBack(c)
  })

  for (const api of apis) site.route('/api', api)
  for (const page of ['/api', '/api/openapi.json']) site.get(page, (c) => parts.drawPage(c, {}))
  site.all('/api/*', (c) => c.var.problem(httpProblem('route_unknown', phone)))
  for (const pages of pagesOfFeatures) site.route('/', pages)
  site.all('*', (c) => parts.drawPage(c, {}))

  site.onError((error, c) => {
    if (error instanceof NotSignedIn) return c.req.method === 'GET' && !isApi(c) ? leadIn(c, '/staff/verify/') : factorNeeded(c)
    if (error instanceof DatabaseUnavailable) {
      parts.host.log({ event: 'database_unavailable', why: error.why, tries: error.tries })
      return answer(c, outageProblem(c.req.method, phone))
    }
    parts.host.log({ event: 'unexpected', error: error.name, message: error.message, stack: error.stack })
    return answer(c, httpProblem('unexpected', phone))
  })
  return site
}
