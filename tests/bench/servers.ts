import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { builtSite } from '../support/build.ts'
import { testMoment } from '../support/clock.ts'
import { freePort } from '../support/processes.ts'
import { repositoryRoot } from '../support/root.ts'

/** A server of the bench. What it writes goes nowhere, as it must not cost the side that measures. */
export interface Server {
  port: number
  /** User and system time so far; not a number where the system does not tell. */
  cpuMs(): number
  stop(): Promise<void>
}

const clockTicksPerSecond = 100

/** Fields 14 and 15 of /proc/PID/stat; the second field is a name in brackets that may hold spaces. */
export const cpuMsOf = (pid: number) => {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ') ?? []
    return ((Number(fields[11]) + Number(fields[12])) * 1000) / clockTicksPerSecond
  } catch {
    return Number.NaN
  }
}

const answers = async (address: string) => {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    if (
      await fetch(address).then(
        ({ ok }) => ok,
        () => false,
      )
    )
      return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`${address} does not answer`)
}

const start = async (args: (port: number) => string[], path: string, env: (port: number) => Record<string, string>): Promise<Server> => {
  const port = await freePort()
  const child = spawn(process.execPath, args(port), { cwd: repositoryRoot, stdio: 'ignore', env: { ...process.env, ...env(port) } })
  const stop = () =>
    new Promise<void>((done) => {
      if (child.exitCode !== null || child.signalCode !== null) return done()
      child.once('exit', () => done())
      child.kill()
    })
  await answers(`http://127.0.0.1:${port}${path}`).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { port, cpuMs: () => cpuMsOf(child.pid ?? 0), stop }
}

export const startReadServer = (side: 'site' | 'query' | 'empty', path: string) =>
  start(
    (port) => ['tests/bench/read-server.ts', side, String(port)],
    path,
    () => ({}),
  )

/** Answering a survey, or an empty route that takes as much. */
export const startSurveyServer = (side: 'site' | 'empty') =>
  start(
    (port) => ['tests/bench/survey-server.ts', side, String(port)],
    '/healthz',
    () => ({}),
  )

/** The built Node host, as `npm start` runs it, on data of its own. */
export const startBuiltHost = async (path: string): Promise<Server> => {
  const folder = mkdtempSync(join(tmpdir(), 'mulin-bench-'))
  const env = { HOST: '127.0.0.1', MULIN_DATA_DIR: folder, MULIN_NOW: testMoment }
  const server = await start(
    () => [`${builtSite('node')}/server/entry.mjs`],
    path,
    (port) => ({ ...env, PORT: String(port) }),
  )
  return {
    ...server,
    stop: async () => {
      await server.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
