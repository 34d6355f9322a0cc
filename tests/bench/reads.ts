import { catalogueOf } from '../../build/content/catalogue.ts'
import { checkContent } from '../../build/content/check.ts'
import { readContentFiles } from '../../build/content/read.ts'
import type { Catalogue } from '../../src/catalogue.ts'
import { signupWindow, windowRefusal } from '../../src/features/signups/window.ts'
import { buildOnce } from '../support/build.ts'
import { testNow } from '../support/catalogue.ts'
import { repositoryRoot } from '../support/root.ts'
import { busyCommunity, occurrencesOf } from './community.ts'
import { load } from './load.ts'
import { countFigure, type Figure, ratioFigure } from './report.ts'
import { interleave, pairsOf } from './rounds.ts'
import { type Server, startBuiltHost, startReadServer } from './servers.ts'

const connections = 32

const availabilityAddress = (slug: string, occurrence: string) => `/api/activities/${slug}/occurrences/${occurrence}/availability`

/** The first occurrence of the sample community one can sign up for now. */
const sampleAddress = () => {
  const { content, problems } = checkContent(readContentFiles(repositoryRoot))
  if (!content) throw new Error(problems.join('\n'))
  const { activities }: Catalogue = catalogueOf(content, testNow)
  for (const { slug, occurrences } of Object.values(activities)) {
    for (const { id } of occurrences) {
      const window = signupWindow(activities, slug, id)
      if (window.ok && windowRefusal(window.value, testNow) === null) return availabilityAddress(slug, id)
    }
  }
  throw new Error('nothing in the sample community takes signups now')
}

/**
 * An availability read against an empty route, each server in a process of its own, over HTTP. Beside it, what the read is
 * made of: a bare route with the same database query, and what the built host adds around the pipeline.
 */
export const benchReads = async (quick: boolean): Promise<Figure[]> => {
  const requests = quick ? 3000 : 8000
  await buildOnce('node')
  const [first] = occurrencesOf(busyCommunity())
  const available = availabilityAddress(first?.slug ?? '', first?.occurrence ?? '')
  const sample = sampleAddress()
  const servers: Server[] = []
  let failed = 0
  const side = (server: Server, path: string) => {
    servers.push(server)
    return async () => {
      const before = server.cpuMs()
      const answered = await load(server.port, path, requests, connections)
      failed += answered.failed
      return { per_second: answered.per_second, cpu_ms_each: (server.cpuMs() - before) / requests }
    }
  }
  try {
    const sides = [
      side(await startReadServer('site', available), available),
      side(await startReadServer('empty', '/empty'), '/empty'),
      side(await startReadServer('query', '/query'), '/query'),
      side(await startBuiltHost(sample), sample),
    ]
    await interleave(1, sides)
    const rounds = await interleave(quick ? 3 : 5, sides)
    const rate = (subject: number, control: number) => pairsOf(rounds, subject, control, ({ per_second }) => per_second)
    const cpu = (subject: number, control: number) => pairsOf(rounds, subject, control, ({ cpu_ms_each }) => cpu_ms_each)
    return [
      countFigure('reads answered otherwise than 200', failed, 0),
      ratioFigure('availability reads : empty route', '/s', rate(0, 1), { sign: '>=', ratio: 0.7 }),
      ratioFigure('availability reads : bare route, same query', '/s', rate(0, 2)),
      ratioFigure('built host : empty route', '/s', rate(3, 1)),
      ratioFigure('CPU of a read : of an empty answer', 'ms', cpu(0, 1)),
      ratioFigure('CPU of a read : of the same query', 'ms', cpu(0, 2)),
      ratioFigure('CPU of a read, built host : empty answer', 'ms', cpu(3, 1)),
    ]
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
