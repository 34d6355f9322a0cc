import { type ChildProcess, spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { repositoryRoot } from './root.ts'

/** A program a test runs beside itself, in a process group of its own. */
export interface Running {
  /** Everything it has written, errors too. */
  output(): string
  /** Whether it has not ended yet. */
  lives(): boolean
  /** Its exit status, once it has ended by itself. */
  ended(): Promise<number | null>
  /** Sends a signal to the whole group, such as SIGSTOP and SIGCONT, and waits for nothing. */
  signal(signal: NodeJS.Signals): void
  /** Ends the whole group and waits until it is gone; after five seconds it is no longer asked. */
  stop(signal?: NodeJS.Signals): Promise<void>
}

const groups = new Set<number>()

const endGroup = (pid: number, signal: NodeJS.Signals) => {
  try {
    process.kill(-pid, signal)
  } catch {
    // It is gone already, which is what was asked for.
  }
}

const endAll = () => {
  for (const pid of groups) endGroup(pid, 'SIGKILL')
}
process.once('exit', endAll)
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.once(signal, () => {
    endAll()
    process.exit(1)
  })

const gone = (child: ChildProcess) =>
  new Promise<void>((done) => (child.exitCode === null && child.signalCode === null ? child.once('exit', () => done()) : done()))

/** The tools of this repository first, whatever the machine has. */
export const toolPath = [join(repositoryRoot, 'node_modules/.bin'), process.env['PATH']].join(delimiter)

export const run = (command: string, args: string[], env: Record<string, string>, folder = repositoryRoot): Running => {
  const child = spawn(command, args, {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'production', ...env, PATH: toolPath },
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} did not start`)
  groups.add(pid)
  let written = ''
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (written += text))
  return {
    output: () => written,
    lives: () => child.exitCode === null && child.signalCode === null,
    ended: async () => {
      await gone(child)
      groups.delete(pid)
      return child.exitCode
    },
    signal: (signal) => endGroup(pid, signal),
    stop: async (signal = 'SIGTERM') => {
      const late = setTimeout(() => endGroup(pid, 'SIGKILL'), 5000)
      endGroup(pid, signal)
      await gone(child)
      clearTimeout(late)
      endGroup(pid, 'SIGKILL')
      groups.delete(pid)
    },
  }
}

/**
 * A port nobody listens on at this moment, from below those a machine hands out to whoever calls somebody, so that it is still free when
 * the site starts on it again.
 */
export const freePort = async (): Promise<number> => {
  const port = randomInt(10_000, 30_000)
  return (await isFree(port)) ? port : freePort()
}

const isFree = (port: number) =>
  new Promise<boolean>((done) => {
    const server = createServer().once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })

/** Waits until the address answers at all; throws with what the program said if it has ended, or does not answer within a minute. */
export const answering = async (url: string, program: Running) => {
  for (const end = Date.now() + 60_000; Date.now() < end && program.lives(); ) {
    const answered = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10_000) }).then(
      (response) => response.status < 500,
      () => false,
    )
    if (answered) return
    await new Promise((done) => setTimeout(done, 50))
  }
  throw new Error(`${url} does not answer:\n${program.output()}`)
}
