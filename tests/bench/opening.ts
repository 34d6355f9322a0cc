import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildOnce, type HostName, hostNames } from '../support/build.ts'
import { countTaken, popular, rush } from '../support/crowd.ts'
import { edgeParts, nodeParts } from '../support/host-parts.ts'
import { answering, freePort } from '../support/processes.ts'
import { countFigure, type Figure, measuredFigure } from './report.ts'
import { quantile } from './rounds.ts'

/** The development server in front of the Worker bears no more at once; Cloudflare's own front is not measured here. */
const people: Record<HostName, number> = { node: 1000, edge: 300 }
const readers: Record<HostName, number> = { node: 20, edge: 6 }
const places = popular.online_places + popular.waiting_places

/** The built site on a database of its own, at the second in which the activity opens. */
const open = async (name: HostName) => {
  await buildOnce(name)
  const folder = mkdtempSync(join(tmpdir(), 'mulin-bench-'))
  const port = await freePort()
  const settings = { now: popular.opens, env: { MULIN_LOG: 'off' } }
  const parts = await (name === 'node' ? nodeParts : edgeParts)(folder, port, settings)
  const database = await parts.database?.()
  const server = parts.server()
  const stop = async () => {
    await server.stop()
    const client = await parts.openLeft()
    const { rows } = await client.execute(countTaken)
    client.close()
    await database?.stop()
    rmSync(folder, { recursive: true, force: true })
    return { signups: Number(rows[0]?.['signups']), confirmed: Number(rows[0]?.['confirmed']), phones: Number(rows[0]?.['phones']) }
  }
  const url = `http://127.0.0.1:${port}`
  await answering(`${url}/`, server).catch(async (error: unknown) => {
    await stop()
    throw error
  })
  return { url, stop }
}

const milliseconds = (value: number) => `${Math.round(value).toLocaleString('en')} ms`

const benchOn = async (name: HostName): Promise<Figure[]> => {
  const { url, stop } = await open(name)
  const { answers, statuses, of_no_use, taken, read, failed_reads } = await rush(url, people[name], readers[name])
  const held = await stop()
  const took = answers.map(({ took_ms }) => took_ms)
  const reading = read.map(({ took_ms }) => took_ms)
  return [
    countFigure(`${name}: places given of ${places}, ${people[name]} people at once`, held.signups, places),
    countFigure('  confirmed, the others wait', held.confirmed, popular.online_places),
    countFigure('  different people among them', held.phones, places),
    countFigure('  told that they have a place, some on coming again', taken, places),
    countFigure('  answers nobody can act on', of_no_use.length, 0),
    measuredFigure(
      '  answers by status',
      Object.entries(statuses)
        .map(([status, count]) => `${status}: ${count}`)
        .join(', '),
    ),
    measuredFigure('  answer, median', milliseconds(quantile(took, 0.5))),
    measuredFigure('  answer, p99', milliseconds(quantile(took, 0.99))),
    countFigure(`  failed reads of ${read.length.toLocaleString('en')} meanwhile`, failed_reads, 0),
    measuredFigure('  a read meanwhile, p99', milliseconds(quantile(reading, 0.99))),
  ]
}

/** The second in which a popular activity opens, on both built hosts. */
export const benchLoad = async (): Promise<Figure[]> => {
  const figures: Figure[] = []
  for (const name of hostNames) figures.push(...(await benchOn(name)))
  return figures
}
