import { benchBuild } from './build.ts'
import { benchCalls } from './calls.ts'
import { benchLedger } from './ledger.ts'
import { benchPeople } from './people.ts'
import { benchReads } from './reads.ts'
import { drawTable, type Figure, machineFacts } from './report.ts'
import { benchSignups } from './signups.ts'

/** `npm run bench`, `npm run bench -- quick`, `npm run bench -- signups people ledger reads calls build`. */
const parts: Record<string, (quick: boolean) => Promise<Figure[]>> = {
  calls: benchCalls,
  signups: benchSignups,
  people: benchPeople,
  ledger: benchLedger,
  reads: benchReads,
  build: benchBuild,
}

const words = process.argv.slice(2)
const unknown = words.find((word) => word !== 'quick' && !Object.hasOwn(parts, word))
if (unknown) {
  console.error(`There is no part ${unknown}. Parts: ${Object.keys(parts).join(', ')}; add quick for the short form.`)
  process.exit(2)
}

const quick = words.includes('quick')
const asked = words.filter((word) => word !== 'quick')
const figures: Figure[] = []
for (const [name, bench] of Object.entries(parts)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.error(`measuring ${name} …`)
  figures.push(...(await bench(quick)))
}

console.log(`${machineFacts()}\nEach ratio is the median of the rounds' own ratios; subject and control take turns.\n`)
console.log(drawTable(figures))
const missed = figures.filter(({ met }) => met === false).length
console.log(missed === 0 ? '\nPASS: every aim is met' : `\nMISS: ${missed} of ${figures.filter(({ met }) => met !== null).length} aims`)
process.exitCode = missed === 0 ? 0 : 1
