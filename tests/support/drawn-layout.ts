import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getViteConfig } from 'astro/config'
import type { experimental_AstroContainer } from 'astro/container'
import { createViteServer } from 'vitest/node'
import { repositoryRoot } from './root.ts'

type Layout = Parameters<experimental_AstroContainer['renderToString']>[0]

/** The HTML of a layout, given by its path from the root, for props that no page of the built site has. Its styles are not in it. */
export const drawnLayout = async (path: string, props: Record<string, unknown>): Promise<string> => {
  const cacheDir = mkdtempSync(join(tmpdir(), 'mulin-layout-'))
  const astro = getViteConfig(
    { cacheDir, server: { middlewareMode: true, watch: null, ws: false } },
    { root: repositoryRoot, logLevel: 'silent' },
  )
  const server = await createViteServer({
    ...(await astro({ mode: 'production', command: 'serve' })),
    configFile: false,
    logLevel: 'silent',
  })
  try {
    const { experimental_AstroContainer: Container } = await server.ssrLoadModule('astro/container')
    const { default: layout } = (await server.ssrLoadModule(`/${path}`)) as { default: Layout }
    const container: experimental_AstroContainer = await Container.create()
    return await container.renderToString(layout, { props })
  } finally {
    await server.close()
    rmSync(cacheDir, { recursive: true, force: true })
  }
}
