import { spawnSync } from 'node:child_process'
import { packFiles } from '../build/pack.ts'

/** `npm run build` and `npm run build:edge`: the site for one host, in `dist/` or MULIN_OUT_DIR. */
const target = process.argv[2] === 'edge' ? 'edge' : 'node'
const outDir = process.env['MULIN_OUT_DIR'] ?? `./dist/${target}`

const { status } = spawnSync('astro', ['build', '--silent'], {
  stdio: 'inherit',
  env: { ...process.env, MULIN_TARGET: target, MULIN_OUT_DIR: outDir, ASTRO_TELEMETRY_DISABLED: '1' },
})
if (status !== 0) process.exit(status ?? 1)
if (target === 'node') packFiles(`${outDir}/client`)
