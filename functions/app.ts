import { astro, getFetchState } from 'astro/hono'
import { Hono } from 'hono'
const app = new Hono()
app.get('/api/health', (c) => c.json({ ok: true, locals: Object.keys(getFetchState(c as never).locals) }))
app.post('/signup', async (c, next) => { getFetchState(c as never).locals.refused = 'x'; await next() })
app.use(astro() as never)
export default app
