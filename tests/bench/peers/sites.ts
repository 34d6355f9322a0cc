import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testMoment } from '../../support/clock.ts'
import { answering, freePort, run } from '../../support/processes.ts'
import { repositoryRoot } from '../../support/root.ts'
import { bareAstroOf, mulinOf, sweep } from '../workspaces.ts'
import { commandOf, folderOf, install, runIn, write } from './install.ts'
import type { Peer } from './peers.ts'
import { serveFolder } from './serve.ts'
import { asPolicy, type Text } from './texts.ts'

/** One site of the comparison, ready to be built and visited. */
export interface Side {
  name: string
  /** From nothing; how long it took by the wall and by the processors, in seconds, and how many of the policies have a page. */
  build(): Promise<{ wall: number; cpu: number; pages: number }>
  /** Starts to serve what was built; the address of one policy. */
  serve(slug: string): Promise<{ address: string; stop(): Promise<void> }>
}

const longestBuildMs = 20 * 60_000

/** `times` of a POSIX shell, last line: user and system time of all it waited for. */
const cpuOf = (output: string) =>
  [...(output.trimEnd().split('\n').at(-1) ?? '').matchAll(/(\d+)m([\d.]+)s/g)].reduce(
    (sum, [, minutes, seconds]) => sum + Number(minutes) * 60 + Number(seconds),
    0,
  )

const timed = async (folder: string, [command = '', ...args]: string[]) => {
  const began = performance.now()
  const output = await runIn(
    folder,
    ['sh', '-c', '"$@" >&2; status=$?; times; exit $status', 'sh', commandOf(folder, command), ...args],
    longestBuildMs,
  )
  return { wall: (performance.now() - began) / 1000, cpu: cpuOf(output) }
}

const pagesAmong = (texts: Text[], root: string, path: (slug: string) => string) =>
  texts.filter(({ slug }) => existsSync(join(root, path(slug).replace(/\/$/, '/index.html')))).length

const policyPath = (slug: string) => `/policies/${slug}/`

const served = async (folder: string, path: string) => {
  const { port, stop } = await serveFolder(folder)
  return { address: `http://127.0.0.1:${port}${path}`, stop }
}

/** Bare HTML: Astro with one layout, without a style or a script. */
export const bareSide = (texts: Text[]): Side => {
  const root = bareAstroOf(Object.fromEntries(texts.map((text) => [`${text.slug}.md`, asPolicy(text)])), `peers-bare-${texts.length}`)
  return {
    name: 'bare HTML',
    build: async () => {
      sweep(root)
      return { ...(await timed(root, ['astro', 'build', '--silent'])), pages: pagesAmong(texts, join(root, 'dist'), policyPath) }
    },
    serve: (slug) => served(join(root, 'dist'), policyPath(slug)),
  }
}

/** This site, served by its own host. */
export const mulinSide = (texts: Text[]): Side => {
  const root = mulinOf(Object.fromEntries(texts.map((text) => [`${text.slug}.md`, asPolicy(text)])), `peers-mulin-${texts.length}`)
  const built = join(root, 'dist/node')
  return {
    name: 'Mulin',
    build: async () => {
      sweep(root)
      const took = await timed(root, ['env', `MULIN_NOW=${testMoment}`, process.execPath, join(repositoryRoot, 'scripts/build.ts')])
      return { ...took, pages: pagesAmong(texts, join(built, 'client'), policyPath) }
    },
    serve: async (slug) => {
      const data = mkdtempSync(join(tmpdir(), 'mulin-peers-data-'))
      const port = await freePort()
      const variables = { PORT: String(port), HOST: '127.0.0.1', MULIN_DATA_DIR: data, MULIN_NOW: testMoment, MULIN_LOG: 'off' }
      const server = run(process.execPath, [join(built, 'server/entry.mjs')], variables)
      const address = `http://127.0.0.1:${port}${policyPath(slug)}`
      const stop = async () => {
        await server.stop()
        rmSync(data, { recursive: true, force: true })
      }
      try {
        await answering(address, server)
      } catch (error) {
        await stop()
        throw error
      }
      return { address, stop }
    },
  }
}

/** Another generator, installed by now. */
export const peerSide = async (peer: Peer, texts: Text[]): Promise<Side> => {
  await install(peer)
  const root = folderOf(peer)
  for (const made of peer.written) rmSync(join(root, made), { recursive: true, force: true })
  write(root, peer.files(texts))
  const output = join(root, peer.output)
  return {
    name: peer.name,
    build: async () => {
      for (const left of peer.leftovers) rmSync(join(root, left), { recursive: true, force: true })
      return { ...(await timed(root, peer.command)), pages: pagesAmong(texts, output, peer.path) }
    },
    serve: (slug) => served(output, peer.path(slug)),
  }
}
