/** A count below this is not told, nor is it left to be worked out. */
export const least = 5

/**
 * Which cells of a table whose cells add up to a known base are told together, by place; a cell alone is told as it is. Cells join in
 * the order of the table, whatever they hold: a cell below `least` takes in what follows until the group has two cells and `least` in
 * all, and what is left over at the end joins the group before it. Because the order does not depend on the counts, a reader who knows this
 * rule, the base and every sum can still not tell any cell below `least` from at least one other number (suppression.test.ts tries them all).
 * Needs a base of at least `least`; with less there is no table.
 */
export const tellTogether = (counts: number[]): number[][] => {
  const groups: number[][] = []
  let open: number[] = []
  for (const place of counts.keys()) {
    open.push(place)
    if (sumOf(open, counts) < least) continue
    groups.push(open)
    open = []
  }
  if (open.length > 0) groups.push([...(groups.pop() ?? []), ...open])
  return groups
}

const sumOf = (places: number[], counts: number[]) => places.reduce((sum, place) => sum + (counts[place] ?? 0), 0)

/**
 * Which counts of a table of several choices (多选) are told, by place: not those with fewer than `least` who chose it, nor with fewer who did
 * not. Never is one count alone left out, for what it is could be seen from the others: every one of the base has chosen at least
 * something, and nobody more than they may. Then the next one is left out too, at the end the one before.
 */
export const toldChoices = (counts: number[], base: number): boolean[] => {
  const told = counts.map((count) => count >= least && base - count >= least)
  const hidden = told.indexOf(false)
  if (hidden < 0 || told.lastIndexOf(false) > hidden) return told
  const neighbour = hidden + 1 < told.length ? hidden + 1 : hidden - 1
  return told.map((one, place) => one && place !== neighbour)
}
