import { Hono } from 'hono'
import { dayOf } from '../../kernel/calendar.ts'
import { type AppContext, type AppEnv, readForm, unreadableForm } from '../../kernel/http.server.ts'
import { searchProblem } from './copy.ts'
import { drawMisses } from './desk.server.ts'
import { missText } from './miss.ts'
import type { SearchPage } from './page.ts'
import { readQuery } from './query.ts'
import { queryMaxChars, type ReadPart } from './schema.ts'
import { type Found, search } from './search.ts'
import { rememberMiss } from './store.server.ts'

/**
 * `GET /search?q=…`: the same search as in the browser, over the same files. `POST /search/misses` is told what found nothing there, and
 * looks itself, so that nobody can claim it of what is found.
 */
export const searchForms = new Hono<AppEnv>({ strict: false })
  .get('/search', async (c) => {
    const { now, catalogue } = c.var.context
    const options = { today: dayOf(now, catalogue.site.time_zone), ended: c.req.query('ended') === '1' }
    const typed = c.req.query('q') ?? ''
    const query = readQuery(typed)
    const page: SearchPage = { kind: 'site_search', query: typed.slice(0, queryMaxChars), found: null, ...options }
    if (!query.ok) {
      const problem = searchProblem(query.refusal.code)
      return c.var.page({ ...page, problem }, problem)
    }
    if (query.value === '') return c.var.page({ ...page, query: '' })
    const found = await search(query.value, options, readServed(c))
    if (!found) throw new Error('the index of the search is not among the files of the site')
    if (isMiss(found)) c.var.context.afterwards(() => rememberMiss(c.var.context, query.value))
    return c.var.page({ ...page, query: query.value, found })
  })
  .post('/search/misses', async (c) => {
    const { context } = c.var
    const form = await readForm(c)
    if (!form.ok) return unreadableForm(c, form.refusal)
    const query = readQuery(form.value['q'] ?? '')
    if (!query.ok || missText(query.value) === null) return c.body(null, 204)
    const found = await search(query.value, { today: dayOf(context.now, context.catalogue.site.time_zone), ended: false }, readServed(c))
    if (found && isMiss(found)) await rememberMiss(context, query.value)
    return c.body(null, 204)
  })
  .get('/desk/searches', drawMisses)

const isMiss = ({ pages, ended }: Found) => pages.length === 0 && ended === 0

const readServed =
  (c: AppContext): ReadPart =>
  async (name) => {
    const text = await c.var.context.servedFile(`/search/${name}`)
    return text === null ? null : JSON.parse(text)
  }
