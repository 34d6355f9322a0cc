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

/** What one person may choose of several: at least and at most so many, and, by place, whether a choice goes with no other. */
export interface Several {
  least: number
  most: number
  alone: boolean[]
}

/**
 * Which counts of a table of several choices (多选) are told, by place: not those with fewer than `least` who chose it, nor with fewer who did
 * not. Never is one count alone left out, for what it is could be seen from the others: every one of the base has chosen at least
 * something, and nobody more than they may. Then the next one is left out too, at the end the one before.
 */
export const toldChoices = (counts: number[], base: number, several: Several): boolean[] => {
  const told = counts.map((count) => count >= least && base - count >= least)
  const hidden = told.indexOf(false)
  if (hidden < 0) return told
  if (told.lastIndexOf(false) > hidden) return leaveRoom(told, counts, base, several)
  const neighbour = hidden + 1 < told.length ? hidden + 1 : hidden - 1
  return leaveRoom(told.with(neighbour, false), counts, base, several)
}

/**
 * Leaves out one told count after the other, from the end, until what is told leaves room for `least` choices more: where nearly everybody has
 * chosen as many as they may, it would say that nobody chose the rest. Whoever chose what goes with no other takes room for all they might have
 * chosen. Where everybody must choose two or more, what is left out would be seen from both sides, so nothing is told beside it.
 */
export const leaveRoom = (told: boolean[], counts: number[], base: number, several: Several): boolean[] => {
  if (!told.includes(false)) return told
  if (several.least > 1) return told.map(() => false)
  const toldOf = (alone: boolean) =>
    counts.reduce((sum, count, place) => sum + (told[place] && several.alone[place] === alone ? count : 0), 0)
  const room = several.most * (base - toldOf(true)) - toldOf(false)
  if (room >= Math.max(least, several.most)) return told
  return leaveRoom(told.with(told.lastIndexOf(true), false), counts, base, several)
}
