import { catalogueOf } from '../../build/content/catalogue.ts'
import { checkContent } from '../../build/content/check.ts'
import { readContentFiles } from '../../build/content/read.ts'
import type { Catalogue } from '../../src/catalogue.ts'
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

/** The first activity of the sample community with places, at its next date. */
const sampleAddress = () => {
  const { content, problems } = checkContent(readContentFiles(repositoryRoot))
  if (!content) throw new Error(problems.join('\n'))
  const { activities }: Catalogue = catalogueOf(content, testNow)
  const found = Object.values(activities).flatMap(({ slug, signup, occurrences }) => {
    const next = occurrences.find(({ status, starts_at }) => status === 'scheduled' && starts_at > testNow)
    return signup && next ? [availabilityAddress(slug, next.id)] : []
  })
  if (!found[0]) throw new Error('no activity of the sample community takes signups')
  return found[0]
}

/**
 * An availability read against an empty route, each server in a process of its own, over HTTP: the pipeline alone (as the
 * aim means it), and the built host with everything around it.
 */
export const benchReads = async (quick: boolean): Promise<Figure[]> => {
  const requests = quick ? 4000 : 20_000
  await buildOnce('node')
  const [first] = occurrencesOf(busyCommunity())
  const paths = [availabilityAddress(first?.slug ?? '', first?.occurrence ?? ''), '/empty', sampleAddress()] as const
  const servers: Server[] = []
  let failed = 0
  try {
    servers.push(await startReadServer('site', paths[0]), await startReadServer('empty', paths[1]), await startBuiltHost(paths[2]))
    const sides = servers.map((server, place) => async () => {
      const before = server.cpuMs()
      const answered = await load(server.port, paths[place] ?? '', requests, connections)
      failed += answered.failed
      const after = server.cpuMs()
      return { per_second: answered.per_second, cpu_ms_each: before === null || after === null ? Number.NaN : (after - before) / requests }
    })
    await interleave(1, sides)
    const rounds = await interleave(quick ? 3 : 7, sides)
    const rate = (subject: number) => pairsOf(rounds, subject, 1, ({ per_second }) => per_second)
    const cpu = (subject: number) => pairsOf(rounds, subject, 1, ({ cpu_ms_each }) => cpu_ms_each)
    const aim = { sign: '>=', ratio: 0.7 } as const
    return [
      countFigure('reads answered otherwise than 200', failed, 0),
      ratioFigure('availability reads : empty route', '/s', rate(0), aim),
      ratioFigure('CPU of a read : of an empty answer', 'ms', cpu(0)),
      ratioFigure('reads through the built host : empty route', '/s', rate(2), aim),
      ratioFigure('CPU of a read through the built host', 'ms', cpu(2)),
    ]
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}
