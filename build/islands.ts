import { createRequire } from 'node:module'
import { getContainerRenderer } from '@astrojs/preact/container-renderer'
import type { AstroIntegration } from 'astro'

type Setup = NonNullable<AstroIntegration['hooks']['astro:config:setup']>

/** Only islands are Preact; while editing, Babel would else read every file of the site. */
const include = ['**/*.tsx']

/** What the renderer asks for: which components are its own. */
const id = 'astro:preact:opts'
const resolvedId = `\0${id}`
const rendererOptions = {
  name: 'mulin-islands',
  resolveId: (source: string) => (source === id ? resolvedId : null),
  load: (source: string) => (source === resolvedId ? `export default ${JSON.stringify({ include })}` : null),
}

/** Babel, which refreshes an island while it is edited, is as much work as a hundred pages: Vite itself reads JSX for a build. */
const setUpBuild: Setup = ({ addRenderer, updateConfig }) => {
  addRenderer(getContainerRenderer())
  updateConfig({ vite: { plugins: [rendererOptions], oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } } })
}

/** Required, because what imported this file is closed by the time the hook runs, and `import()` with it. */
const setUpEditing: Setup = async (setup) => {
  const { default: preact } = createRequire(import.meta.url)('@astrojs/preact') as typeof import('@astrojs/preact')
  await preact({ include }).hooks['astro:config:setup']?.(setup)
}

/** Preact for the islands. */
export const islands = (): AstroIntegration => ({
  name: 'mulin-islands',
  hooks: { 'astro:config:setup': (setup) => (setup.command === 'dev' ? setUpEditing(setup) : setUpBuild(setup)) },
})
