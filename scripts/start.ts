import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { existsSync, renameSync, rmSync } from 'node:fs'
import { msUntilNextDay } from '../build/day.ts'
import { isSample } from '../build/sample.ts'
import { readStamp, stampOf, writeStamp } from '../build/stamp.ts'

/**
 * `npm start`: builds the site when its files or the day have changed, serves it, and keeps it right without an engineer:
 * after midnight it is built again beside the running one and swapped in; a server that dies is started again.
 */
const outDir = process.env['MULIN_OUT_DIR'] ?? './dist/node'
const nextDir = `${outDir}-next`
const shortestLifeMs = 10_000

const build = (folder: string) =>
  spawnSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit', env: { ...process.env, MULIN_OUT_DIR: folder } }).status === 0

let server: ChildProcess
let stopping = false

const serve = () => {
  const began = Date.now()
  server = spawn(process.execPath, [`${outDir}/server/entry.mjs`], { stdio: 'inherit' })
  server.on('exit', (code) => {
    if (stopping) process.exit(code ?? 0)
    if (swapping) return
    if (Date.now() - began < shortestLifeMs) process.exit(code ?? 1)
    console.error('网站程序意外停止，正在重新启动。')
    serve()
  })
}

let swapping = false

const ended = (child: ChildProcess) => new Promise((done) => child.once('exit', done))

const renew = async () => {
  setTimeout(renew, msUntilNextDay())
  if (!build(nextDir)) {
    console.error('今天的网站没有生成成功，先继续用昨天的。请运行 npm run check:content 看看哪里要改。')
    return
  }
  swapping = true
  server.kill('SIGTERM')
  await ended(server)
  rmSync(outDir, { recursive: true, force: true })
  renameSync(nextDir, outDir)
  await writeStamp(outDir, await stampOf())
  swapping = false
  serve()
}

const stamp = await stampOf()
if (!existsSync(`${outDir}/server/entry.mjs`) || (await readStamp(outDir)) !== stamp) {
  console.log('正在生成网站，大约一分钟……')
  if (!build(outDir)) process.exit(1)
  await writeStamp(outDir, stamp)
}
/** The sample community gets its invented people, and whoever tries it out a way to sign in. A real one is left alone. */
const seed = () =>
  isSample() && process.env['MULIN_SEED'] !== 'off' && spawnSync(process.execPath, ['scripts/seed.ts'], { stdio: 'inherit' })

seed()
serve()
if (!process.env['MULIN_NOW']) setTimeout(renew, msUntilNextDay())
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    stopping = true
    server.kill(signal)
  })
}
