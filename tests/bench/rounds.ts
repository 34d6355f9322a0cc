/** What one side did in one round. CPU time is that of the process, user and system together. */
export interface Sample {
  per_second: number
  cpu_ms_each: number
}

export interface Round {
  subject: Sample
  control: Sample
}

export const median = (values: number[]) => {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted.length >> 1
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/**
 * Measures both sides in turn, so that a busy minute of the machine falls on both. Who goes first changes with each round.
 */
export const interleave = async <Found>(rounds: number, subject: () => Promise<Found>, control: () => Promise<Found>) => {
  const found: { subject: Found; control: Found }[] = []
  for (let round = 0; round < rounds; round++) {
    const sides = round % 2 === 0 ? [subject, control] : [control, subject]
    const results = new Map<typeof subject, Found>()
    for (const side of sides) results.set(side, await side())
    found.push({ subject: results.get(subject) as Found, control: results.get(control) as Found })
  }
  return found
}

/** How fast `work` goes through the items, `inFlight` at a time. */
export const sampleOf = async <Item>(items: Item[], inFlight: number, work: (item: Item) => Promise<void>): Promise<Sample> => {
  const left = items.values()
  const cpu = process.cpuUsage()
  const began = performance.now()
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const item of left) await work(item)
    }),
  )
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(cpu)
  return { per_second: items.length / seconds, cpu_ms_each: (user + system) / 1000 / items.length }
}
