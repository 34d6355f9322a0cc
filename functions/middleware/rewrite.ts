import type { Context } from 'hono'

/** A packed file cannot be marked, an unchanged one (304) has no text to mark: ask for the plain one. */
export const withoutPackedAnswer = (request: Request) => {
  const plain = new Request(request)
  for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since', 'range']) plain.headers.delete(name)
  return plain
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
