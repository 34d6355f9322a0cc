import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { readStamp, stampOf, writeStamp } from '../../build/stamp.ts'
import { testMoment } from './clock.ts'
import { toolPath } from './processes.ts'
import { repositoryRoot } from './root.ts'

export const hostNames = ['node', 'edge'] as const
export type HostName = (typeof hostNames)[number]

/** Where the site built for tests lies, from the root; a tester's own builds are left alone. */
export const builtSite = (host: HostName) => `dist/test-${host}`

/** A test runner says NODE_ENV is `test`, which would build what an editor sees and not what residents get. */
const build = (host: HostName) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/build.ts', host], {
    cwd: repositoryRoot,
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PATH: toolPath,
      MULIN_NOW: testMoment,
      MULIN_TARGET: host,
      MULIN_OUT_DIR: `./${builtSite(host)}`,
    },
  })
  if (status !== 0) throw new Error(`the site for ${host} was not built:\n${stdout}${stderr}`)
}

/** Builds the site for one host at the tests' moment, and not again while nothing it is made of changes. */
export const buildOnce = async (host: HostName) => {
  process.env['MULIN_NOW'] = testMoment
  const stamp = await stampOf()
  const folder = join(repositoryRoot, builtSite(host))
  if (existsSync(join(folder, 'server/entry.mjs')) && (await readStamp(folder)) === stamp) return
  build(host)
  await writeStamp(folder, stamp)
}

/** Both hosts, once a run. */
export default async () => {
  for (const host of hostNames) await buildOnce(host)
}
