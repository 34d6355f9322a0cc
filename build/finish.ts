import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { packFile, sharedFile } from './pack.ts'

/** Packs what pages share for a host that serves the files itself. */
export const finishFiles = (target: 'node' | 'edge'): AstroIntegration => ({
  name: 'mulin-finish',
  hooks: {
    'astro:build:done': ({ dir }) => {
      if (target === 'edge') return
      for (const entry of readdirSync(fileURLToPath(dir), { recursive: true, withFileTypes: true })) {
        const file = join(entry.parentPath, entry.name)
        if (sharedFile.test(entry.name)) packFile(file, readFileSync(file))
      }
    },
  },
})
