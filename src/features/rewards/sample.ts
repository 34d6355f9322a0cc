import { addDays, addMonths, monthOf } from '../../kernel/calendar.ts'

/** What the sample community has at its places, how many pieces came in, and what one costs in points; the slugs are of content/rewards. */
export const sampleStock = [
  { reward: 'budai', site: 'service-center', pieces: 60, points: 150 },
  { reward: 'budai', site: 'recycling-west', pieces: 40, points: 150 },
  { reward: 'chouzhi', site: 'service-center', pieces: 50, points: 300 },
  { reward: 'chouzhi', site: 'recycling-east', pieces: 30, points: 300 },
  { reward: 'lajidai', site: 'service-center', pieces: 60, points: 200 },
  { reward: 'lajidai', site: 'recycling-east', pieces: 60, points: 200 },
  { reward: 'lajidai', site: 'recycling-west', pieces: 60, points: 200 },
  { reward: 'xijiejing', site: 'service-center', pieces: 40, points: 300 },
  { reward: 'xijiejing', site: 'recycling-west', pieces: 20, points: 300 },
  { reward: 'xiyiye', site: 'service-center', pieces: 30, points: 600 },
  { reward: 'xiyiye', site: 'recycling-east', pieces: 20, points: 600 },
] as const

export type SampleAct = { day: string } & (
  | { act: 'earn'; household: number; points: number; rule: string; detail: string }
  | { act: 'redeem'; household: number; reward: string; site: string; points: number; cancelled: boolean }
)

/** Sorted ways of bringing paper and bottles: what is weighed, and what it earns by the rates of the sample. */
const brought = [
  { grams: 4200, points: 84 },
  { grams: 6500, points: 130 },
  { grams: 2800, points: 56 },
  { grams: 5100, points: 102 },
] as const

const months = 5

/** Whoever gets the sample's slip is one of these, so that there is something to redeem. */
const savesUp = (household: number) => household % 6 === 3

const rateOf = (day: string) => (day < '2026-07-01' ? { version: '2026-01', part: 0.75 } : { version: '2026-07', part: 1 })

/** What a household brings in a month, by where it stands in the register; every fifth brings nothing. */
const earnings = (household: number, month: string, turn: number): SampleAct[] => {
  if (household % 5 === 4) return []
  const what = brought[(household + turn) % brought.length] ?? brought[0]
  const day = addDays(`${month}-01`, (household * 7 + turn * 3) % 27)
  const { version, part } = rateOf(day)
  const station = household % 2 === 0 ? 'recycling-east' : 'recycling-west'
  return [
    {
      day,
      act: 'earn',
      household,
      points: Math.round(what.points * part),
      rule: `${version}/废纸`,
      detail: `${what.grams} g @${station}`,
    },
  ]
}

/** Half a year of a community that sorts: in the order of the days, nobody spends what they have not, and no place more than it got. */
export const sampleActs = (households: number, today: string): SampleAct[] => {
  const earned = Array.from({ length: months + 1 }, (_, turn) => addMonths(monthOf(today), turn - months)).flatMap((month, turn) =>
    Array.from({ length: households }, (_, household) => earnings(household, month, turn)).flat(),
  )
  const acts: SampleAct[] = []
  const balance = new Map<number, number>()
  const left = sampleStock.map(({ pieces }) => pieces - 3)
  const byDay = earned.filter(({ day }) => day < today).sort((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0))
  for (const [place, act] of byDay.entries()) {
    acts.push(act)
    const has = (balance.get(act.household) ?? 0) + act.points
    balance.set(act.household, has)
    const choice = sampleStock.findIndex(({ points }, at) => (at + place) % sampleStock.length < 3 && points <= has && (left[at] ?? 0) > 0)
    const wish = sampleStock[choice]
    if (!wish || place % 4 !== 0 || savesUp(act.household)) continue
    const cancelled = place % 44 === 0
    acts.push({
      act: 'redeem',
      day: act.day,
      household: act.household,
      reward: wish.reward,
      site: wish.site,
      points: wish.points,
      cancelled,
    })
    if (cancelled) continue
    balance.set(act.household, has - wish.points)
    left[choice] = (left[choice] ?? 0) - 1
  }
  return acts
}
