import { Hono } from 'hono'
import { dayOf } from '../../kernel/calendar.ts'
import type { AppContext, AppEnv } from '../../kernel/http.server.ts'
import { searchProblem } from './copy.ts'
import type { SearchPage } from './page.ts'
import { readQuery } from './query.ts'
import { queryMaxChars, type ReadPart } from './schema.ts'
import { search } from './search.ts'

/** `GET /search?q=…`: the same search as in the browser, over the same files. */
export const searchForms = new Hono<AppEnv>({ strict: false }).get('/search', async (c) => {
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
  return c.var.page({ ...page, query: query.value, found })
})

const readServed =
  (c: AppContext): ReadPart =>
  async (name) => {
    const text = await c.var.context.servedFile(`/search/${name}`)
    return text === null ? null : JSON.parse(text)
  }
