import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`

/** A page's policy names only what stands in the page itself. Astro names every inlined style and script of the whole site in each of them, and such a hash does not pack. */
export const ownPolicy = (html: string): string => {
  const inlined = [...html.matchAll(/<(style|script)\b[^>]*>([\s\S]*?)<\/\1>/g)].map(([, , text = '']) => hashOf(text))
  return html.replace(/(<meta http-equiv="content-security-policy" content=")([^"]*)/, (_, start: string, policy: string) => {
    const kept = policy.replace(/ ?'sha256-[^']*'/g, (hash) => (inlined.includes(hash.trim()) ? hash : ''))
    return start + kept
  })
}

/** Gives each page that was drawn at the build its own policy. */
export const pagePolicy = (): AstroIntegration => ({
  name: 'mulin-page-policy',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const folder = fileURLToPath(dir)
      for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        if (!entry.isFile() || !entry.name.endsWith('.html')) continue
        const file = join(entry.parentPath, entry.name)
        writeFileSync(file, ownPolicy(readFileSync(file, 'utf8')))
      }
    },
  },
})
