import { readdirSync, rmSync, statSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { join, resolve } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

/** `npm run build` and `npm run build:edge`: the site for one host, in `dist/` or MULIN_OUT_DIR. */
const target = process.argv[2] === 'edge' ? 'edge' : 'node'
const outDir = process.env['MULIN_OUT_DIR'] ?? `./dist/${target}`
/** Threads of the bundler and of Node wait for one another more than they work; one of each leaves the other cores to the site. */
const threads = { RAYON_NUM_THREADS: '1', ROLLDOWN_WORKER_THREADS: '1', UV_THREADPOOL_SIZE: '1' }
Object.assign(process.env, {
  ...threads,
  ...process.env,
  MULIN_TARGET: target,
  MULIN_OUT_DIR: outDir,
  ASTRO_TELEMETRY_DISABLED: '1',
  // The bundler's memory would come in pages of 2 MiB, all of which the kernel clears and most of which nobody uses.
  MIMALLOC_ALLOW_THP: '0',
})

/** What Node keeps of the programs it has read. Some of it is each night's own and Node drops nothing, so it is begun anew when it is large. */
const compiled = fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url))
const compiledMostBytes = 100 * 1024 * 1024

const bytesBelow = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0)

const rememberCompiled = () => {
  try {
    if (bytesBelow(compiled) > compiledMostBytes) rmSync(compiled, { recursive: true, force: true })
  } catch {
    // Not there yet, or another build has just begun it anew.
  }
  enableCompileCache(compiled)
}

/** Node reads the configuration itself: Astro would start Vite for that alone. */
const readConfig = async () => (await import(pathToFileURL(resolve('astro.config.ts')).href)).default

rememberCompiled()
try {
  const { build } = await import('astro')
  await build({ ...(await readConfig()), configFile: false, logLevel: 'silent' })
} catch (error) {
  // What is wrong with the content has sentences and no stack.
  console.error(error instanceof Error && !error.stack ? error.message : error)
  process.exit(1)
}
