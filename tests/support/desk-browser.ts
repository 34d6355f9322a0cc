import type { BrowserContext } from 'playwright-core'

/** Puts a session, as `asStaff` gives its headers, into a browser. */
export const signedIn = (context: BrowserContext, url: string, headers: { cookie: string }) =>
  context.addCookies(
    headers.cookie.split('; ').map((pair) => {
      const at = pair.indexOf('=')
      return { name: pair.slice(0, at), value: pair.slice(at + 1), url }
    }),
  )
