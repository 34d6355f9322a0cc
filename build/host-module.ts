import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

const id = 'virtual:mulin/host'

/** Lets the one pipeline ask for "the host" and get the one it is built for. */
export const hostModule = (target: 'node' | 'edge'): AstroIntegration => ({
  name: 'mulin-host',
  hooks: {
    'astro:config:setup': ({ updateConfig }) => {
      const file = fileURLToPath(new URL(`../functions/adapters/${target}-host.ts`, import.meta.url))
      updateConfig({ vite: { plugins: [{ name: 'mulin-host', resolveId: (source: string) => (source === id ? file : null) }] } })
    },
  },
})
