import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildOnce, builtSite } from '../support/build.ts'
import { toolPath } from '../support/processes.ts'
import { repositoryRoot } from '../support/root.ts'
import { workerSize } from '../support/worker-size.ts'
import { atMostFigure, type Figure, measuredFigure } from './report.ts'
import { interleave, median } from './rounds.ts'
import { benchWorkerCpu } from './worker-cpu.ts'

const emptyWorker = {
  'entry.mjs': "export default { fetch: () => new Response('') }\n",
  'wrangler.json': JSON.stringify({ name: 'empty', main: 'entry.mjs', compatibility_date: '2026-09-01', no_bundle: true }),
}

/** Milliseconds in which workerd works while it starts the Worker in this folder, as wrangler finds them. */
const startUp = (folder: string) => async () => {
  const args = ['check', 'startup', '-c', join(folder, 'wrangler.json'), '--outfile', join(folder, 'start.cpuprofile')]
  const env = { ...process.env, PATH: toolPath, CI: '1', WRANGLER_SEND_METRICS: 'false', WRANGLER_LOG_PATH: join(folder, 'logs') }
  const { stdout, stderr } = spawnSync('wrangler', args, { cwd: folder, encoding: 'utf8', env, timeout: 120_000 })
  const [, active] = /Active: ([\d.]+) ms/.exec(stdout) ?? []
  if (active === undefined) throw new Error(`wrangler did not tell the start-up time:\n${stdout}${stderr}`)
  return Number(active)
}

const startUps = async (rounds: number): Promise<Figure> => {
  const root = mkdtempSync(join(tmpdir(), 'mulin-bench-'))
  try {
    cpSync(join(repositoryRoot, builtSite('edge')), join(root, 'site'), { recursive: true })
    mkdirSync(join(root, 'empty'))
    for (const [name, text] of Object.entries(emptyWorker)) writeFileSync(join(root, 'empty', name), text)
    const found = await interleave(rounds, [startUp(join(root, 'site/server')), startUp(join(root, 'empty'))])
    const [site, empty] = [0, 1].map((side) => median(found.map((one) => one[side] ?? Number.NaN)))
    // An empty one starts within the profiler's grain, so that there is no ratio.
    return { ...measuredFigure('start-up of the Worker, beside an empty one', `${site} ms`), control: `${empty} ms` }
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

/** How often each route goes to the database, as the budget has it. */
const roundTrips = (): Figure[] => {
  const counts = Object.values(
    JSON.parse(readFileSync(join(repositoryRoot, 'tests/budgets/round-trips.json'), 'utf8')) as Record<string, number>,
  )
  const often = (least: number) => counts.filter((count) => count >= least).length
  return [
    measuredFigure('routes whose round trips are counted', String(counts.length)),
    atMostFigure('  go to the database more than once', often(2), '', Math.floor(counts.length / 4)),
    atMostFigure('  the most round trips of one', Math.max(...counts), '', 3),
  ]
}

const kilobytes = (bytes: number) => Math.round(bytes / 100) / 10

/** What the edge has of the site: how large the Worker is, how it starts, what a command costs, how often it asks the database. */
export const benchWorker = async (quick: boolean): Promise<Figure[]> => {
  await buildOnce('edge')
  const { bytes, gzip_bytes } = workerSize()
  const modules = readdirSync(join(repositoryRoot, builtSite('edge'), 'server/chunks')).filter((name) => name.endsWith('.mjs')).length
  return [
    atMostFigure(`Worker, gzip, of ${kilobytes(bytes).toLocaleString('en')} KB in ${modules} modules`, kilobytes(gzip_bytes), 'KB', 200),
    await startUps(quick ? 1 : 3),
    ...(await benchWorkerCpu(quick)),
    ...roundTrips(),
  ]
}
