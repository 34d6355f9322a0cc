import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { run } from '../../support/processes.ts'
import type { Peer } from './peers.ts'

/** Outside the repository, so that no peer finds a package of this site, and kept for the next run. */
const cache = join(tmpdir(), 'mulin-peers')
const longestInstallMs = 8 * 60_000

export const folderOf = ({ folder }: Peer) => join(cache, folder)

/** The npm that runs this, or the one on the path. */
const npm = () => {
  const running = process.env['npm_execpath']
  return running ? [process.execPath, running] : ['npm']
}

/** The line that says what is wrong, among all the others. */
const firstError = (errors: string) => /^.*\berror\b.*$/im.exec(errors)?.[0] ?? errors.trim().slice(-200)

/** The command of the packages installed in this folder, or else of this repository's. */
export const commandOf = (folder: string, command: string) => {
  const own = join(folder, 'node_modules/.bin', command)
  return existsSync(own) ? own : command
}

/** Runs a command in a folder; its output, or an error with what is wrong. It and all it has started end when time is up. */
export const runIn = async (folder: string, [command = '', ...args]: string[], longestMs: number) => {
  const quiet = { CI: '1', ASTRO_TELEMETRY_DISABLED: '1', DOCUSAURUS_NO_TELEMETRY: '1' }
  const running = run(command, args, quiet, folder)
  const late = setTimeout(() => running.stop('SIGKILL'), longestMs)
  const status = await running.ended()
  clearTimeout(late)
  if (status !== 0) throw new Error(`it ended with ${status ?? 'no time left'}: ${firstError(running.output())}`)
  return running.output()
}

export const write = (root: string, files: Record<string, string>) => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
}

/** Installed once for each list of versions. */
export const install = async (peer: Peer) => {
  const root = folderOf(peer)
  const stamp = join(root, 'node_modules/mulin-stamp')
  const wanted = JSON.stringify(peer.packageJson)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  rmSync(root, { recursive: true, force: true })
  write(root, { 'package.json': wanted })
  console.error(`installing ${peer.name} into ${root} …`)
  await runIn(root, [...npm(), 'install', '--no-audit', '--no-fund'], longestInstallMs)
  writeFileSync(stamp, wanted)
}

/** The versions in one line, as they stand in the list above. */
export const versionsOf = ({ packageJson }: Peer) =>
  Object.entries(packageJson.dependencies)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')
