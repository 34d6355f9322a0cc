import type { AstroIntegration } from 'astro'

/** The Node host as an Astro adapter: the built server's entry is functions/node.ts itself. */
export const nodeAdapter = (): AstroIntegration => ({
  name: 'mulin-node',
  hooks: {
    'astro:config:done': ({ setAdapter }) =>
      setAdapter({
        name: 'mulin-node',
        entrypointResolution: 'auto',
        serverEntrypoint: new URL('../functions/node.ts', import.meta.url),
        adapterFeatures: { buildOutput: 'server', middlewareMode: 'classic' },
        supportedAstroFeatures: { staticOutput: 'stable', hybridOutput: 'stable', serverOutput: 'stable', envGetSecret: 'stable' },
      }),
  },
})
