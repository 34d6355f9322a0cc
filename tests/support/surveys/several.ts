/** Every way in which `people` may choose one to `most` of so many options, nobody the same twice: how often each was chosen. */
export const timesChosen = (options: number, most: number, people: number): number[][] => {
  const more = (left: number, sum: number): number[][] => {
    if (left === 0) return sum >= people ? [[]] : []
    const highest = Math.min(people, most * people - sum)
    return Array.from({ length: highest + 1 }, (_, count) => more(left - 1, sum + count).map((rest) => [count, ...rest])).flat()
  }
  return more(options, 0)
}

/** By what is told: the numbers each cell may hold. */
export const whatMayBe = (tables: number[][], tell: (counts: number[]) => string) => {
  const seen = new Map<string, Set<number>[]>()
  for (const counts of tables) {
    const key = tell(counts)
    const cells = seen.get(key) ?? counts.map(() => new Set<number>())
    for (const [place, count] of counts.entries()) cells[place]?.add(count)
    seen.set(key, cells)
  }
  return seen
}
