import type { ServerResponse } from 'node:http'
import type { AstroIntegration } from 'astro'

const asksForElder = (address: string, cookies: string) => {
  const asked = new URL(address, 'http://localhost').searchParams.get('elder')
  return asked === null ? /(^|;\s*)elder=1(;|$)/.test(cookies) : asked === '1'
}

/** Marks the root element of the page that passes by; other answers have none. */
const mark = (chunk: unknown) =>
  typeof chunk === 'string' || chunk instanceof Uint8Array
    ? Buffer.from(chunk as string)
        .toString('utf8')
        .replace('<html ', '<html data-reading="elder" ')
    : chunk

type Send = (...sent: unknown[]) => unknown

const markPage = (response: ServerResponse) => {
  const isPage = () => String(response.getHeader('content-type') ?? '').startsWith('text/html')
  const marking =
    (send: Send): Send =>
    (chunk, ...others) =>
      send.call(response, isPage() ? mark(chunk) : chunk, ...others)
  Object.assign(response, { write: marking(response.write as Send), end: marking(response.end as Send) })
}

/**
 * 长辈版 while editing. Astro hands a prerendered page a request without query and cookies, so what the hosts do in
 * functions/middleware/reading-mode.ts is done in front of the development server.
 */
export const elderPreview = (): AstroIntegration => ({
  name: 'mulin-elder-preview',
  hooks: {
    'astro:server:setup': ({ server }) => {
      server.middlewares.use((request, response, next) => {
        if (asksForElder(request.url ?? '/', request.headers.cookie ?? '')) markPage(response)
        next()
      })
    },
  },
})
