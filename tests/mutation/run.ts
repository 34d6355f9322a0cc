import { type Area, areas, missingFrom } from './areas.ts'
import { equivalent } from './equivalent.ts'
import { installStryker, type Mutant, mutantsOf } from './stryker.ts'

/** `npm run mutate`, `npm run mutate -- capacity ledger`: how many small changes of the rules are noticed by the tests beside them. */
const leastKilledPercent = 90

const asked = process.argv.slice(2)
const unknown = asked.find((word) => !Object.hasOwn(areas, word))
if (unknown) {
  console.error(`There is no area ${unknown}. Areas: ${Object.keys(areas).join(', ')}.`)
  process.exit(2)
}

const missing = Object.values(areas).flatMap(missingFrom)
if (missing.length > 0) {
  console.error(`tests/mutation/areas.ts names what is not there: ${missing.join(', ')}. It may have moved.`)
  process.exit(2)
}

type Change = Pick<Mutant, 'file' | 'code' | 'replacement'>

const isSame = (one: Change, other: Change) => one.file === other.file && one.code === other.code && one.replacement === other.replacement

const verdictOn = (name: string, mutants: Mutant[], minutes: number) => {
  const killed = mutants.filter(({ fate }) => fate === 'killed').length
  const percent = (100 * killed) / mutants.length
  const verdict = percent >= leastKilledPercent ? 'PASS' : 'MISS'
  return `${verdict}  ${name.padEnd(9)}  ${killed} of ${mutants.length} killed (${percent.toFixed(1)} %) in ${minutes.toFixed(1)} minutes`
}

/** What nobody noticed, with the reason where nobody can. */
const left = (mutants: Mutant[]) =>
  mutants
    .filter(({ fate }) => fate !== 'killed')
    .map((one) => {
      const known = equivalent.find((other) => isSame(one, other))
      return `      ${one.file}:${one.line} ${one.fate}: ${one.code} → ${one.replacement}${known ? ` (${known.why})` : ''}`
    })

/** Reasons for a mutant that is noticed by now, or no longer made. */
const stale = ({ rules }: Area, mutants: Mutant[]) =>
  equivalent
    .filter((one) => rules.includes(one.file) && !mutants.some((mutant) => mutant.fate !== 'killed' && isSame(mutant, one)))
    .map(({ file, code, replacement }) => `MISS  ${file} needs no reason any more: ${code} → ${replacement}`)

installStryker()
process.exitCode = 0
for (const [name, area] of Object.entries(areas)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.error(`mutating ${name} …`)
  const begun = Date.now()
  const mutants = mutantsOf(area)
  const lines = [verdictOn(name, mutants, (Date.now() - begun) / 60_000), ...left(mutants), ...stale(area, mutants)]
  console.log(lines.join('\n'))
  if (lines.some((line) => line.startsWith('MISS'))) process.exitCode = 1
}
