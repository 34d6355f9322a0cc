import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { builtSite } from './build.ts'
import { repositoryRoot } from './root.ts'

/** What Cloudflare is sent of the built Worker: all its modules, as they are and as gzip packs them, maps not counted. */
export const workerSize = () => {
  const folder = join(repositoryRoot, builtSite('edge'), 'server')
  const modules = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.mjs'))
  const all = Buffer.concat(modules.sort().map((name) => readFileSync(join(folder, name))))
  return { bytes: all.length, gzip_bytes: gzipSync(all, { level: 9 }).length }
}
