import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { stampOf, writeStamp, readStamp } from '../build/stamp.ts'

/** `npm start`: builds the site when its files or the day have changed, then serves it until stopped. */
const outDir = process.env['MULIN_OUT_DIR'] ?? './dist/node'
const server = `${outDir}/server/entry.mjs`

const stamp = await stampOf()
if (!existsSync(server) || (await readStamp(outDir)) !== stamp) {
  console.log('正在生成网站……')
  const { status } = spawnSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit', env: { ...process.env, MULIN_OUT_DIR: outDir } })
  if (status !== 0) process.exit(status ?? 1)
  await writeStamp(outDir, stamp)
}

const child = spawn(process.execPath, [server], { stdio: 'inherit' })
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('exit', (code) => process.exit(code ?? 1))
