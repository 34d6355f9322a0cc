import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { packFile, sharedFile } from './pack.ts'
import { ownPolicy } from './page-policy.ts'

/** Gives each page that was drawn at the build its own policy, and packs what pages share for a host that serves the files itself. */
export const finishFiles = (target: 'node' | 'edge'): AstroIntegration => ({
  name: 'mulin-finish',
  hooks: {
    'astro:build:done': ({ dir }) => {
      for (const entry of readdirSync(fileURLToPath(dir), { recursive: true, withFileTypes: true })) {
        const file = join(entry.parentPath, entry.name)
        if (entry.name.endsWith('.html')) writeFileSync(file, ownPolicy(readFileSync(file, 'utf8')))
        else if (target === 'node' && sharedFile.test(entry.name)) packFile(file, readFileSync(file))
      }
    },
  },
})
