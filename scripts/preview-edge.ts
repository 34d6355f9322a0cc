import { spawn } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { createClient } from '@libsql/client'
import { isSample } from '../build/sample.ts'
import { migrate } from '../functions/db/migrate.ts'
import { libsqlServer } from './libsql-server.ts'

/**
 * `npm run preview:edge`: the same site in workerd against a real libSQL server process, as Cloudflare would run it. More
 * than eight concurrent writers stop that server for good with its default flags, so their number is bounded.
 */
const port = process.env['PORT'] ?? '4321'
const databasePort = process.env['MULIN_DATABASE_PORT'] ?? '4322'
const dataFolder = `${process.env['MULIN_DATA_DIR'] ?? './data'}/edge`
const outDir = process.env['MULIN_OUT_DIR'] ?? './dist/edge'
const databaseUrl = `http://127.0.0.1:${databasePort}`
const secret = process.env['MULIN_SECRET'] ?? 'only for a preview on this machine, never for residents'

const run = (command: string, args: string[], { quiet = false, env = {} as Record<string, string> } = {}) =>
  spawn(command, args, {
    stdio: quiet ? 'ignore' : 'inherit',
    env: { ...process.env, MULIN_OUT_DIR: outDir, WRANGLER_SEND_METRICS: 'false', ...env },
  })

const ended = (child: ReturnType<typeof run>) => new Promise<number>((done) => child.on('exit', (code) => done(code ?? 1)))

const answers = async () => {
  for (let turn = 0; turn < 100; turn++) {
    if (
      await fetch(`${databaseUrl}/health`).then(
        (response) => response.ok,
        () => false,
      )
    )
      return
    await new Promise((done) => setTimeout(done, 100))
  }
  throw new Error('the libSQL server did not start')
}

if (!existsSync(libsqlServer)) {
  console.error('没有装上 libSQL 服务程序。请运行 npm ci，再试一次；它只有 Linux 和 macOS 的版本。')
  process.exit(1)
}
if ((await ended(run(process.execPath, ['scripts/build.ts', 'edge']))) !== 0) process.exit(1)
mkdirSync(dataFolder, { recursive: true })
const database = run(
  libsqlServer,
  ['-d', dataFolder, '--http-listen-addr', `127.0.0.1:${databasePort}`, '--max-concurrent-connections', '4'],
  {
    quiet: true,
  },
)
process.on('exit', () => database.kill())
await answers()
const client = createClient({ url: databaseUrl })
await migrate(client)
client.close()
const seedVariables = { MULIN_DATABASE_URL: databaseUrl, MULIN_SECRET: secret }
if (isSample() && process.env['MULIN_SEED'] !== 'off') await ended(run(process.execPath, ['scripts/seed.ts'], { env: seedVariables }))

const vars = [
  `MULIN_DATABASE_URL:${databaseUrl}`,
  `MULIN_SECRET:${secret}`,
  ...(process.env['MULIN_NOW'] ? [`MULIN_NOW:${process.env['MULIN_NOW']}`] : []),
]
const site = run('wrangler', [
  'dev',
  '-c',
  `${outDir}/server/wrangler.json`,
  '--ip',
  '127.0.0.1',
  '--port',
  port,
  ...vars.flatMap((value) => ['--var', value]),
])
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => site.kill(signal))
process.exit(await ended(site))
