import { parseArgs } from 'node:util'
import { benchBuild } from './build.ts'
import { benchCalls } from './calls.ts'
import { benchLedger } from './ledger.ts'
import { benchLoad } from './opening.ts'
import { writeSection } from './page.ts'
import { benchPeers } from './peers/index.ts'
import { benchPeople } from './people.ts'
import { benchReads } from './reads.ts'
import { drawTable, type Figure, machineFacts } from './report.ts'
import { benchSignups } from './signups.ts'
import { benchSoak } from './soak.ts'
import { benchSurveys } from './surveys.ts'
import { benchWorker } from './worker.ts'

interface Part {
  run(quick: boolean): Promise<Figure[] | { figures: Figure[]; page: string }>
  /** Left out unless it is asked for by name. */
  onlyByName?: boolean
}

/**
 * `npm run bench`, `npm run bench -- quick`, `npm run bench -- signups people …`; `full` lets `peers` build 3,000 pages;
 * `load soak --minutes 10` is a steady load instead of a rush.
 */
const { values, positionals } = parseArgs({ allowPositionals: true, options: { minutes: { type: 'string', default: '10' } } })
const modes = ['quick', 'full', 'soak']
const [quick, full, soak] = modes.map((mode) => positionals.includes(mode))

const parts: Record<string, Part> = {
  calls: { run: benchCalls },
  signups: { run: benchSignups },
  people: { run: benchPeople },
  ledger: { run: benchLedger },
  reads: { run: benchReads },
  surveys: { run: benchSurveys },
  worker: { run: benchWorker },
  load: { run: () => (soak ? benchSoak(Number(values.minutes)) : benchLoad()) },
  build: { run: benchBuild },
  peers: { run: (quick) => benchPeers(quick, full), onlyByName: true },
}

const unknown = positionals.find((word) => !modes.includes(word) && !Object.hasOwn(parts, word))
if (unknown || !(Number(values.minutes) > 0)) {
  console.error(
    unknown
      ? `There is no part ${unknown}. Parts: ${Object.keys(parts).join(', ')}; add quick for the short form.`
      : '--minutes wants a number of minutes.',
  )
  process.exit(2)
}

/** The page has a section for each, the soak and the large comparison too. */
const sectionOf = (name: string) => {
  if (name === 'load' && soak) return 'soak'
  return name === 'peers' && full ? 'peers of 3,000 pages' : name
}
const sections = [...Object.keys(parts), 'soak', 'peers of 3,000 pages']

const asked = positionals.filter((word) => !modes.includes(word))
const figures: Figure[] = []
for (const [name, part] of Object.entries(parts)) {
  if (asked.length > 0 ? !asked.includes(name) : part.onlyByName) continue
  console.error(`measuring ${name} …`)
  const found = await part.run(quick ?? false)
  const own = Array.isArray(found) ? { figures: found, page: '' } : found
  figures.push(...own.figures)
  // What a short form finds is too uncertain to stand in a document.
  if (!quick) writeSection(sectionOf(name), sections, own.figures, own.page)
  if (own.page) console.log(`${own.page}\n`)
}

console.log(`${machineFacts()}\nEach ratio is the median of the rounds' own ratios; subject and control take turns.\n`)
console.log(drawTable(figures))
if (!quick) console.log('\nwritten to docs/benchmarks.md')
const missed = figures.filter(({ met }) => met === false).length
console.log(missed === 0 ? '\nPASS: every aim is met' : `\nMISS: ${missed} of ${figures.filter(({ met }) => met !== null).length} aims`)
process.exitCode = missed === 0 ? 0 : 1
