import { createHash } from 'node:crypto'

const hashes = new Map<string, string>()

/** Pages share their styles and scripts, so each is hashed once. */
const hashOf = (text: string) => {
  const known = hashes.get(text) ?? `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  hashes.set(text, known)
  return known
}

/** A page's policy names only what stands in the page itself. Astro names every inlined style and script of the whole site in each of them, and such a hash does not pack. */
export const ownPolicy = (html: string): string => {
  const inlined = [...html.matchAll(/<(style|script)\b[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , text = '']) => hashOf(text))
  return html.replace(/(<meta http-equiv="content-security-policy" content=")([^"]*)/, (_, start: string, policy: string) => {
    const kept = policy.replace(/ ?'sha256-[^']*'/g, (hash) => (inlined.includes(hash.trim()) ? hash : ''))
    return start + kept
  })
}
