import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtSite } from '../support/build.ts'
import { startDatabaseServer } from '../support/database-server.ts'
import { migrateAt, secret } from '../support/host-parts.ts'
import { answering, freePort, run } from '../support/processes.ts'
import { repositoryRoot } from '../support/root.ts'
import { cpuMsOf } from './servers.ts'

interface Addresses {
  port: number
  database: string
  now: string
}

/** The Worker for workerd alone: no development server, no inspector and no other Worker in the same process. */
const configOf = (modules: string[], { port, database, now }: Addresses) => {
  const bindings = { MULIN_SECRET: secret, MULIN_NOW: now, MULIN_DATABASE_URL: `http://${database}` }
  const files = join(repositoryRoot, builtSite('edge'), 'client')
  return `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "site", worker = .site),
    (name = "internet", network = (allow = ["public", "private", "local"])),
    (name = "files", disk = (path = "${files}"))
  ],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "site")]
);
const site :Workerd.Worker = (
  modules = [${modules.map((name) => `(name = "${name}", esModule = embed "${name}")`).join(', ')}],
  compatibilityDate = "2026-09-01",
  bindings = [
    ${Object.entries(bindings)
      .map(([name, text]) => `(name = "${name}", text = "${text}")`)
      .join(', ')},
    (name = "ASSETS", service = "files")
  ],
  globalOutbound = "internet"
);
`
}

const pidOf = (config: string) =>
  readdirSync('/proc').find((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'workerd' && commandOf(pid).includes(config)
    } catch {
      return false
    }
  })

const commandOf = (pid: string) => readFileSync(`/proc/${pid}/cmdline`, 'utf8')

/** The built Worker in workerd with a real libSQL server, at that moment. */
export const startWorkerd = async (now: string) => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-workerd-'))
  const modulesFolder = join(folder, 'site')
  cpSync(join(repositoryRoot, builtSite('edge'), 'server'), modulesFolder, { recursive: true })
  const names = readdirSync(modulesFolder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.mjs') && name !== 'entry.mjs',
  )
  const [port, database] = [await freePort(), `127.0.0.1:${await freePort()}`]
  const config = join(modulesFolder, 'config.capnp')
  writeFileSync(config, configOf(['entry.mjs', ...names], { port, database, now }))
  const sqld = await startDatabaseServer(join(folder, 'database'), database)
  await migrateAt(`http://${database}`)
  const workerd = run('workerd', ['serve', config], {})
  const stop = async () => {
    await workerd.stop()
    await sqld.stop('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
  const url = `http://127.0.0.1:${port}`
  try {
    await answering(`${url}/healthz`, workerd)
  } catch (error) {
    await stop()
    throw error
  }
  const pid = pidOf(config)
  return { url, cpuMs: () => cpuMsOf(Number(pid)), stop }
}
