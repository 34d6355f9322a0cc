import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { toolPath } from '../../support/processes.ts'
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

/** Runs a command in a folder; its output, or an error with the end of it. The whole group ends when time is up. */
export const runIn = (folder: string, [command = '', ...args]: string[], longestMs: number) =>
  new Promise<string>((done, fail) => {
    const path = [join(folder, 'node_modules/.bin'), toolPath].join(':')
    const child = spawn(command, args, {
      cwd: folder,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, PATH: path, CI: '1', ASTRO_TELEMETRY_DISABLED: '1', DOCUSAURUS_NO_TELEMETRY: '1' },
    })
    let output = ''
    let errors = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text))
    const late = setTimeout(() => child.pid && process.kill(-child.pid, 'SIGKILL'), longestMs)
    child.once('error', fail)
    child.once('close', (code) => {
      clearTimeout(late)
      if (code === 0) done(output)
      else fail(new Error(`it ended with ${code ?? 'no time left'}: ${firstError(errors)}`))
    })
  })

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
