import { linesOf } from '../../kernel/paper.ts'
import { linesOfMonth, type MonthLine, type PosterFacts, type PosterLine } from './poster-lines.ts'

/** One sheet of paper: what is on some days, what is on each week. */
export interface PosterSheet {
  dated: PosterLine[]
  weekly: PosterLine[]
}

/** The poster of a month. A very full month takes several sheets, to be hung side by side: nothing that is on is missing. */
export interface Poster {
  paper: 'a4' | 'a3'
  size_pt: number
  sheets: PosterSheet[]
}

type Paper = (typeof papers)[number]

/** In points, within margins of 12 mm. Whoever has only A4 is served first, then who reads from afar. */
const a4 = { paper: 'a4', width: 527, height: 773 } as const
const a3 = { paper: 'a3', width: 782, height: 1120 } as const
const last = { ...a3, size: 16, ranges: true }
const papers = [
  { ...a4, size: 20, ranges: true },
  { ...a4, size: 18, ranges: true },
  { ...a4, size: 16, ranges: true },
  { ...a4, size: 16, ranges: false },
  { ...a3, size: 25, ranges: true },
  { ...a3, size: 22, ranges: true },
  { ...a3, size: 20, ranges: true },
  { ...a3, size: 18, ranges: true },
  last,
]
/**
 * In the size of the text, as src/styles/poster.css prints it: title, headings and foot together, which sheet of how many it is, a
 * line, and the gap below it.
 */
const ems = { around: 15.5, part: 1.4, line: 1.35, gap: 0.37, when: 7, beside: 7.5 }

/** On as few sheets as hold all of it, perhaps without the ends of the times; of what is as few, A4 before A3 and large type before small. */
export const posterOf = (facts: PosterFacts): Poster => {
  const lines = linesOfMonth(facts)
  const fewest = sheetsOn(last, lines).length
  const paper = papers.find((it) => sheetsOn(it, lines).length === fewest) ?? last
  return {
    paper: paper.paper,
    size_pt: paper.size,
    sheets: sheetsOn(paper, lines).map((on) => ({
      dated: on.filter(({ isWeekly }) => !isWeekly).map((line) => drawn(line, paper)),
      weekly: on.filter(({ isWeekly }) => isWeekly).map((line) => drawn(line, paper)),
    })),
  }
}

const drawn = ({ starts, isWeekly, order, ...line }: MonthLine, { ranges }: Paper): PosterLine =>
  ranges ? line : { ...line, time: starts }

/** The lines by sheets: all on one if they fit, else as many on each as it holds, in their order. */
const sheetsOn = (paper: Paper, lines: MonthLine[]): MonthLine[][] => {
  if (heightOf(lines, paper) <= paper.height) return [lines]
  const room = paper.height - paper.size * ems.part
  const sheets: MonthLine[][] = []
  for (const line of lines) {
    const sheet = sheets.at(-1)
    if (sheet && heightOf([...sheet, line], paper) <= room) sheet.push(line)
    else sheets.push([line])
  }
  return sheets
}

const heightOf = (lines: MonthLine[], { width, size, ranges }: Paper) => {
  const rows = lines.map(({ when, time, starts, title, place, marks }) => {
    const what = `${ranges ? time : starts} ${title}（${place}）${marks.join('  ')}  `
    return ems.gap + ems.line * Math.max(linesOf(when, ems.when + 1, 1), linesOf(what, width / size - ems.beside, 1))
  })
  return size * rows.reduce((sum, row) => sum + row, ems.around)
}
