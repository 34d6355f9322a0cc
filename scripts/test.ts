import { spawn } from 'node:child_process'

/**
 * The parts of the suite beside each other: journeys mostly wait for a browser and two hosts, one after the other, while the units
 * calculate. Ends with the first bad status of the two, after both have said what they have to say.
 */
const parts = ['unit', 'journeys']

const run = (part: string) =>
  new Promise<number>((done) => {
    const tests = spawn('vitest', ['run', '--project', part, '--passWithNoTests', ...process.argv.slice(2)], { stdio: 'inherit' })
    tests.on('error', (error) => {
      console.error(error.message)
      done(1)
    })
    tests.on('exit', (status) => done(status ?? 1))
  })

const statuses = await Promise.all(parts.map(run))
for (const [place, part] of parts.entries()) console.log(`${part}: ${statuses[place] === 0 ? 'passed' : 'failed'}`)
process.exitCode = statuses.find((status) => status !== 0) ?? 0
