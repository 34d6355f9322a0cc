import { sampleCatalogue } from '../support/catalogue.ts'
import { asResident, asStaff } from '../support/people.ts'
import { slipFor } from '../support/signin.ts'
import { countFigure, type Figure, ratioFigure } from './report.ts'
import { interleave, latenciesOf, pairsOf, quantile } from './rounds.ts'
import { openTown, type Town } from './town.ts'

const few = 5_000
const many = 100_000
const manyWhenQuick = 20_000

/** A search that grows with the table is slower by the twentyfold. */
const aim = { sign: '<=', ratio: 1.3 } as const

const form = (headers: Record<string, string>, fields: Record<string, string>): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  body: new URLSearchParams(fields).toString(),
})

interface Asked {
  request: Request
  /** The answer that was meant. */
  status: number
}

const asked = (path: string, status: number, init: RequestInit): Asked => ({
  request: new Request(`http://127.0.0.1${path}`, init),
  status,
})

/** What a town is asked, in the order of `acts`; each makes its requests before the clock starts. */
const questionsOf = async ({ register, neighbours }: Town, turns: number) => {
  const desk = (await asStaff(register, { role: 'desk' })).headers
  const own = await Promise.all(neighbours.map(({ id }) => asResident(register, id)))
  const often = <Item>(items: Item[], make: (item: Item) => Asked) => Array.from({ length: turns }, () => items.map(make)).flat()
  return [
    async () => often(own, (headers) => asked('/me/', 200, { headers })),
    async () => often(neighbours, ({ door }) => asked('/desk/households/', 303, form(desk, { sought: door, surname: '王' }))),
    async () => often(neighbours, ({ card }) => asked('/desk/households/', 303, form(desk, { sought: card }))),
    async () => {
      const slips: Asked[] = []
      for (const [place, { id }] of neighbours.entries()) {
        const code = await slipFor(register, { kind: 'resident', id })
        slips.push(asked('/signin/', 303, form({ cookie: 'cookies=kept', 'x-bench-client': `10.0.0.${place}` }, { code })))
      }
      return slips
    },
  ]
}

const acts = ['a signed-in page', 'a search by door', 'a search by card', 'signing in by slip']

/** Every act once, with what it goes to the database; the changes are remembered by then, as in a process at work. */
const callsOf = async (town: Town, questions: (() => Promise<Asked[]>)[]) => {
  await town.site.request('/me/')
  const calls: number[] = []
  for (const question of questions) {
    const [first] = await question()
    const before = town.traffic.calls
    if (first) await town.site.request(first.request)
    calls.push(town.traffic.calls - before)
  }
  return calls
}

/**
 * How long a resident and the desk wait in a town of 5,000 households and in one of 100,000, every one of them with two
 * residents, a card, a device, a code, a signup and a line in the audit log: nobody may wait longer for the others.
 * A checkpoint falls to whichever request fills the log of writes, and costs more the wider they are strewn, up to a
 * bound; it is done between the rounds and stands in a line of its own.
 */
export const benchPeople = async (quick: boolean): Promise<Figure[]> => {
  const households = quick ? manyWhenQuick : many
  const known = quick ? 100 : 200
  const turns = quick ? 2 : 5
  const towns = [await openTown(sampleCatalogue(), households, known), await openTown(sampleCatalogue(), few, known)] as const
  const questions = await Promise.all(towns.map((town) => questionsOf(town, turns)))
  let refused = 0
  const sides = acts.flatMap((_, act) =>
    towns.map((town, place) => async () => {
      const all = (await questions[place]?.[act]?.()) ?? []
      const took = await latenciesOf(all, async ({ request, status }) => {
        const answer = await town.site.request(request)
        await answer.text()
        if (answer.status !== status) refused++
      })
      return { took, checkpoint_ms: await town.checkpoint() }
    }),
  )
  const calls = await callsOf(towns[0], questions[0] ?? [])
  await interleave(1, sides)
  const rounds = await interleave(quick ? 3 : 7, sides)
  const between = `${households.toLocaleString('en')} : ${few.toLocaleString('en')} households`
  for (const { close } of towns) close()
  return [
    countFigure('households of the large town', towns[0].households, households),
    countFigure('households of the small town', towns[1].households, few),
    countFigure('people refused', refused, 0),
    ...acts.map((act, place) => countFigure(`database calls of ${act}`, calls[place] ?? Number.NaN, 1)),
    ...acts.flatMap((act, place) =>
      [0.5, 0.99].map((part) =>
        ratioFigure(
          `p${part * 100} of ${act}, ${between}`,
          'ms',
          pairsOf(rounds, 2 * place, 2 * place + 1, ({ took }) => quantile(took, part)),
          aim,
        ),
      ),
    ),
    ratioFigure(
      `checkpoint after ${(turns * known).toLocaleString('en')} searches by door`,
      'ms',
      pairsOf(rounds, 2, 3, ({ checkpoint_ms }) => checkpoint_ms),
    ),
  ]
}
