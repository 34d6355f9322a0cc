import { handle } from '@astrojs/cloudflare/handler'
export default {
  fetch: (request: Request, env: never, context: never) => handle(request as never, env, context),
  scheduled: async () => {},
}
