import type { Context, Next } from 'hono'

/** A packed file cannot be marked, an unchanged one (304) has no text to mark: ask for the plain one. */
export const withoutPackedAnswer = (request: Request) => {
  const plain = new Request(request)
  for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since', 'range']) plain.headers.delete(name)
  return plain
}

/** Goes on with a request whose answer can be rewritten; what packs the answer on its way out looks at what was asked for. */
export const askedPlainly = async (c: Context, next: Next) => {
  const asked = c.req.raw
  c.req.raw = withoutPackedAnswer(asked)
  await next()
  c.req.raw = asked
}

/** One spelling for the several addresses a file answers at. */
export const plainAddress = (path: string) => {
  const spelled = path.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16)))
  const folder = spelled.replace(/\/index\.html$/, '/')
  return /[/.][^/]*\.[^/]*$|\/$/.test(folder) ? folder : `${folder}/`
}

export const isPage = (c: Context) => c.res.headers.get('content-type')?.startsWith('text/html') ?? false

/** Puts another text in the place of the page that was to be answered. It is no longer the version its ETag names. */
export const rewritePage = async (c: Context, rewrite: (html: string) => string) => {
  const html = rewrite(await c.res.text())
  const headers = new Headers(c.res.headers)
  headers.delete('content-length')
  headers.delete('etag')
  headers.delete('last-modified')
  const { status } = c.res
  // Hono copies the headers of an answer into the one that takes its place, also those deleted above, unless it is taken away first.
  c.res = undefined
  c.res = new Response(html, { status, headers })
}
