import { serve } from '@hono/node-server'
import { createApp } from 'astro/app/entrypoint'
import { setGetEnv } from 'astro/env/setup'
setGetEnv((key) => process.env[key])
const app = createApp()
serve({ fetch: (request) => app.render(request, { addCookieHeader: true, locals: { host: 'node' } as never }), port: Number(process.env.PORT ?? 4321) }, (i) => console.log('listening', i.port))
