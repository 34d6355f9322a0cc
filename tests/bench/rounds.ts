/** What one side did in one round. CPU time is that of the process, user and system together. */
export interface Sample {
  per_second: number
  cpu_ms_each: number
}

export const median = (values: number[]) => {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/**
 * Measures the sides in turn, so that a busy minute of the machine falls on all. Who goes first changes with each round.
 * Returns what each side found, round by round, in the order of `sides`.
 */
export const interleave = async <Found>(rounds: number, sides: (() => Promise<Found>)[]) => {
  const found: Found[][] = []
  for (let round = 0; round < rounds; round++) {
    const results: Found[] = []
    for (let turn = 0; turn < sides.length; turn++) {
      const place = (round + turn) % sides.length
      const side = sides[place]
      if (side) results[place] = await side()
    }
    found.push(results)
  }
  return found
}

/** One number of two sides, round by round. */
export const pairsOf = <Found>(rounds: Found[][], subject: number, control: number, number: (found: Found) => number) =>
  rounds.flatMap((round) => {
    const [mine, other] = [round[subject], round[control]]
    return mine === undefined || other === undefined ? [] : [[number(mine), number(other)] as const]
  })

const nextTurn = () => new Promise<void>((done) => setImmediate(done))

/**
 * How fast `work` goes through the items, `inFlight` at a time. Between items the event loop turns, as it does between
 * requests that come from a socket: without it the database's spent statements would never be freed.
 */
export const sampleOf = async <Item>(items: Item[], inFlight: number, work: (item: Item) => Promise<void>): Promise<Sample> => {
  const left = items.values()
  const cpu = process.cpuUsage()
  const began = performance.now()
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const item of left) {
        await work(item)
        await nextTurn()
      }
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { per_second: items.length / seconds, cpu_ms_each: (user + system) / 1000 / items.length }
}

/** How long each item took, one after another, in milliseconds. */
export const latenciesOf = async <Item>(items: Item[], work: (item: Item) => Promise<void>) => {
  const took: number[] = []
  for (const item of items) {
    const began = performance.now()
    await work(item)
    took.push(performance.now() - began)
    await nextTurn()
  }
  return took
}

/** The value that this part of the values does not exceed; `part` from 0 to 1. */
export const quantile = (values: number[], part: number) =>
  values.toSorted((one, other) => one - other)[Math.max(0, Math.ceil(values.length * part) - 1)] ?? Number.NaN
