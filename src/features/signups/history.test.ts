import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Command, copyPaper, newPaper, type Paper, type Plan, peopleIn, told, write } from '../../../tests/support/signup-model.ts'
import { occurrence, readPaper, run, type Stored, windowOf } from '../../../tests/support/signup-runner.ts'
import { openSite, type TestSite } from '../../../tests/support/site.ts'
import { type Party, promotions } from './capacity.ts'
import { readPool } from './store.server.ts'
import { settlePools } from './upkeep.server.ts'

/** Short histories, many of them: what goes wrong goes wrong within a few steps. */
const histories = 1200
const mostSteps = 6

const minute = 60_000
const begins = Date.parse('2026-11-23T09:00:00+08:00')
const releases = begins + 60 * minute
const starts = begins + 120 * minute

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const expectAsOn = (paper: Paper, { entries, explained, active, pool }: Stored) => {
  expect(entries).toEqual(paper.entries.map(told))
  expect(explained).toEqual([...entries].sort())
  expect(new Set(active).size).toBe(active.length)
  if (!pool) return
  const confirmed = peopleIn(paper, 'confirmed')
  expect(pool).toMatchObject({
    confirmed_places: confirmed,
    confirmed_desk_places: peopleIn(paper, 'confirmed', 'desk'),
    waiting_places: peopleIn(paper, 'waiting'),
    planned_places: paper.known.capacity,
    capacity_places: Math.max(paper.known.capacity, confirmed),
  })
}

/** After a command that serves the list, the pure rule would give nobody else a place. */
const expectServed = (paper: Paper, { pool }: Stored) => {
  if (!pool || paper.now >= paper.known.starts) return
  const waiting = paper.entries.filter(({ state }) => state === 'waiting').map(({ channel, size }) => ({ channel, party_size: size }))
  expect(promotions(pool, waiting, paper.now)).toEqual([])
}

const orders = <One>(list: One[]): One[][] =>
  list.length < 2 ? [list] : list.flatMap((first, place) => orders(list.toSpliced(place, 1)).map((rest) => [first, ...rest]))

/** Runs commands at the same moment; there must be an order in which the paper gives the same answers and the same list. */
const runTogether = async (paper: Paper, activity: string, commands: Command[]): Promise<Paper> => {
  const answers = await Promise.all(commands.map((command) => run(site, activity, paper.plan, paper.now, command)))
  const stored = await readPaper(site, activity)
  const explanations = orders([...commands.keys()]).map((order) => {
    const after = copyPaper(paper)
    const expected: string[] = []
    for (const place of order) expected[place] = write(after, commands[place] as Command)
    return { after, expected }
  })
  const fits = ({ after, expected }: { after: Paper; expected: string[] }) =>
    expected.join() === answers.join() && after.entries.map(told).join() === stored.entries.join()
  const right = explanations.find(fits) ?? explanations[0]
  expect(answers).toEqual(right?.expected)
  const { after } = right ?? { after: paper }
  expectAsOn(after, stored)
  if (commands.some(({ kind }) => !['look', 'guess'].includes(kind))) expectServed(after, stored)
  return after
}

const nth = fc.nat({ max: 20 })
const size = fc.integer({ min: 1, max: 5 })
const channel = fc.constantFrom('online' as const, 'online' as const, 'desk' as const)
const phone = fc.nat({ max: 5 })

/** A command on an entry names it by its place in the list as it then is. */
const take = fc.record({ kind: fc.constant('take' as const), request: fc.nat({ max: 15 }), phone, channel, size })
const command = fc.oneof(
  { weight: 5, arbitrary: take },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('change' as const), nth, size }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('cancel' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('look' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('guess' as const), phone }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('settle' as const) }) },
)
const plan: fc.Arbitrary<Plan> = fc.record({
  capacity: fc.integer({ min: 1, max: 8 }),
  desk: fc.integer({ min: 0, max: 5 }),
  waiting: fc.integer({ min: 0, max: 9 }),
  largest: fc.integer({ min: 1, max: 5 }),
  releases: fc.constantFrom(releases, releases, releases + 30 * minute),
  starts: fc.constantFrom(starts, starts, starts + 60 * minute, starts - 40 * minute),
})
const comers = fc.array(take, { minLength: 2, maxLength: 4 }).map((takes) => takes.map((one) => ({ together: [one] })))
const step = fc.oneof(
  { weight: 8, arbitrary: fc.record({ together: fc.array(command, { minLength: 1, maxLength: 1 }) }) },
  { weight: 3, arbitrary: fc.record({ together: fc.array(command, { minLength: 2, maxLength: 3 }) }) },
  { weight: 3, arbitrary: fc.record({ pass: fc.constantFrom(1, 16, 60, 60) }) },
  { weight: 1, arbitrary: fc.record({ guesses: fc.integer({ min: 4, max: 6 }), phone }) },
  { weight: 1, arbitrary: fc.record({ edit: plan }) },
)

let activities = 0
const nextActivity = () => `activity${++activities}`

test('every history goes as on paper, whoever acts at once, and the totals, the events and the rule agree after each step', {
  timeout: 300_000,
}, async () => {
  const property = fc.asyncProperty(plan, comers, fc.array(step, { minLength: 2, maxLength: mostSteps }), async (first, came, steps) => {
    const activity = nextActivity()
    let paper = newPaper(first, begins)
    let attempts = 0
    for (const one of [...came, ...steps]) {
      if ('pass' in one) paper.now += one.pass * minute
      else if ('edit' in one) paper.plan = one.edit
      else if ('guesses' in one) {
        const guess: Command = { kind: 'guess', phone: one.phone }
        for (let tries = 0; tries < one.guesses; tries++)
          expect(await run(site, activity, paper.plan, paper.now, guess)).toBe(write(paper, guess))
      } else {
        const commands = one.together.flatMap((asked): Command[] => {
          if (asked.kind === 'take') return [{ ...asked, attempt: ++attempts }]
          if (!('nth' in asked)) return [asked]
          const entry = paper.entries[asked.nth % Math.max(1, paper.entries.length)]
          return entry ? [{ ...asked, entry: { ...entry } }] : []
        })
        paper = await runTogether(paper, activity, commands)
      }
    }
  })
  await fc.assert(property, { numRuns: histories })
})

test('the SQL gives places to the same waiting parties as the rule', { timeout: 120_000 }, async () => {
  const party = fc.record({ channel, party_size: size })
  const moment = fc.constantFrom(releases - 1, releases)
  const property = fc.asyncProperty(
    plan,
    fc.array(party, { maxLength: 9 }),
    fc.array(party, { maxLength: 9 }),
    moment,
    async (first, here, queue, now) => {
      const activity = nextActivity()
      const window = windowOf(activity, { ...first, releases, starts })
      await settlePools(site.database, [window], 30, now)
      const insert = ({ channel, party_size }: Party, place: number, confirmed: number | null) =>
        site.client.execute({
          sql: `INSERT INTO signups (id, activity, occurrence, channel, party_size, notice_version, created_at, confirmed_at, acted_at, acted_by, purge_after)
          VALUES (?, ?, ?, ?, ?, '', 0, ?, ?, 'self', 0)`,
          args: [`${activity} ${place}`, activity, occurrence, channel, party_size, confirmed, starts],
        })
      for (const [place, one] of here.entries()) {
        const pool = await readPool(site.database, activity, occurrence)
        if (pool && pool.confirmed_places + one.party_size <= pool.capacity_places) await insert(one, place, starts)
      }
      for (const [place, one] of queue.entries()) await insert(one, 100 + place, null)
      const pool = await readPool(site.database, activity, occurrence)
      if (!pool) throw new Error('the pool was not made')
      const promoted = await settlePools(site.database, [window], 30, now)
      const { rows } = await site.client.execute({
        sql: "SELECT signup FROM signup_events WHERE kind = 'promoted' AND signup > ? AND signup < ? ORDER BY number",
        args: [`${activity} `, `${activity}!`],
      })
      const waiting = queue.map((one, place) => ({ ...one, id: `${activity} ${100 + place}` }))
      expect(rows.map(({ signup }) => signup)).toEqual(promotions(pool, waiting, now).map(({ id }) => id))
      expect(promoted).toBe(rows.length)
    },
  )
  await fc.assert(property, { numRuns: 300 })
})
