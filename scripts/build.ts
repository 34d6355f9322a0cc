import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

/** `npm run build` and `npm run build:edge`: the site for one host, in `dist/` or MULIN_OUT_DIR. */
const target = process.argv[2] === 'edge' ? 'edge' : 'node'
const outDir = process.env['MULIN_OUT_DIR'] ?? `./dist/${target}`
Object.assign(process.env, { MULIN_TARGET: target, MULIN_OUT_DIR: outDir, ASTRO_TELEMETRY_DISABLED: '1' })

/** Node reads the configuration itself: Astro would start Vite for that alone. */
const readConfig = async () => (await import(pathToFileURL(resolve('astro.config.ts')).href)).default

try {
  const { build } = await import('astro')
  await build({ ...(await readConfig()), configFile: false, logLevel: 'silent' })
} catch (error) {
  // What is wrong with the content has sentences and no stack.
  console.error(error instanceof Error && !error.stack ? error.message : error)
  process.exit(1)
}
