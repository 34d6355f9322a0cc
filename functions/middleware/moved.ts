import type { MiddlewareHandler } from 'hono'

const safeMethods = ['GET', 'HEAD']

/** `/policies/old/feedback` as the pieces a moved address can be the beginning of. */
const beginnings = (path: string) => {
  const [, folder, slug] = path.split('/')
  return [`/${folder}/${slug}/`, `/${folder}/`]
}

/**
 * Leads from the address a page had to the one it has, with what stands behind it: 301, or 308 for what was sent, which is then sent
 * again to the new one (RFC 9110 section 15.4).
 */
export const movedPages =
  (redirects: Readonly<Record<string, string>>): MiddlewareHandler =>
  async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const path = pathname.endsWith('/') ? pathname : `${pathname}/`
    const from = beginnings(path).find((beginning) => Object.hasOwn(redirects, beginning))
    if (!from) return next()
    const to = `${redirects[from]}${path.slice(from.length)}${search}`
    return c.redirect(to, safeMethods.includes(c.req.method) ? 301 : 308)
  }
