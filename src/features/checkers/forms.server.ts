import { Hono } from 'hono'
import { dayOf } from '../../kernel/calendar.ts'
import { type AppContext, type AppEnv, readForm } from '../../kernel/http.server.ts'
import { httpProblem } from '../../kernel/http-problem.ts'
import { refusalSentence } from './copy.ts'
import { checkerAddress } from './page.ts'
import { type CatalogueChecker, queryMaxLength } from './schema.ts'
import { type Fields, viewOf } from './view.ts'

/**
 * Answers of a usual checker travel in the address, so that one can go back, keep it and send it on. Those of a sensitive
 * one travel in the body of a post alone: the page is drawn as the answer to it, and nothing is written down.
 */
export const checkerForms = new Hono<AppEnv>({ strict: false })
  .get('/checkers/:slug', (c) => {
    const checker = checkerOf(c)
    if (!checker) return refused(c, 'checker_unknown')
    const { search } = new URL(c.req.url)
    const fields = c.req.query()
    if (isSensitive(checker)) return mentions(checker, fields) ? c.redirect(checkerAddress(checker.slug, {}), 303) : draw(c, checker, {})
    return search.length > queryMaxLength ? refused(c, 'answers_too_long') : draw(c, checker, fields)
  })
  .post('/checkers/:slug', async (c) => {
    const checker = checkerOf(c)
    if (!checker) return refused(c, 'checker_unknown')
    if (!isSensitive(checker)) return c.redirect(checkerAddress(checker.slug, {}), 303)
    const form = await readForm(c)
    if (form.ok) return draw(c, checker, form.value)
    const problem = httpProblem(form.refusal.code, c.var.context.catalogue.site.phone)
    return c.var.page({ kind: 'checker-problem', problem }, problem)
  })

const isSensitive = ({ privacy }: CatalogueChecker) => privacy === '敏感'

const checkerOf = (c: AppContext): CatalogueChecker | undefined => {
  const { checkers } = c.var.context.catalogue
  const slug = c.req.param('slug') ?? ''
  return Object.hasOwn(checkers, slug) ? checkers[slug] : undefined
}

/** Whether an address gives something away. */
const mentions = ({ questions }: CatalogueChecker, fields: Fields) =>
  Object.keys(fields).some((name) => ['asked', 'edit'].includes(name) || questions.some(({ id }) => id === name.split('.')[0]))

const draw = (c: AppContext, checker: CatalogueChecker, fields: Fields) => {
  const { now, catalogue } = c.var.context
  const view = viewOf(checker, fields, dayOf(now, catalogue.site.time_zone))
  if (!view.ok) return refused(c, view.refusal)
  const { answers, problem } = view.value
  // A form leaves the name of its question in the address; whoever goes on has an address with nothing but answers.
  if (c.req.method === 'GET' && fields['asked'] !== undefined && !problem) return c.redirect(checkerAddress(checker.slug, answers), 303)
  return c.var.page(view.value, problem)
}

const refused = (c: AppContext, code: 'checker_unknown' | 'answers_too_long' | 'answers_unreadable') => {
  const sentence = refusalSentence(code, c.var.context.catalogue.site.phone)
  const problem = { code, sentence, next: { href: '/policies/', word: '去看政策' } }
  return c.var.page({ kind: 'checker-problem', problem }, problem)
}
