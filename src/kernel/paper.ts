import { charactersOf, cutText } from './cut.ts'

/** One line of facts on a sheet: a label and its texts, each on a line of its own. */
export interface SheetRow {
  label: string
  texts: string[]
  /** What is left out before anything that one needs for going there. */
  spare?: boolean
}

/** What one large-type sheet of paper says. */
export interface SheetDraft {
  title: string
  /** What must be known first: no longer in force, cancelled. */
  standing: string | null
  answer: string
  rows: SheetRow[]
  phone: string
  /** Lines at the foot, beside the code. */
  foot: string[]
}

/** A sheet that fits. `left_out` counts the texts that did not. */
export interface Sheet extends SheetDraft {
  rows: (SheetRow & { left_out: number })[]
  size_pt: number
}

type Rows = Sheet['rows']

/** In points: A4 within margins of 12 mm, with the code at the foot. */
const page = { width: 527, height: 773, code: 92, gap: 14 }
/** Sizes of the text in points, the largest first; 16 is the least that is read without glasses. */
const sizes = [22, 20, 18, 16] as const
/** Everything else in the size of the text, as src/styles/sheet.css prints it. */
const ems = {
  title: 1.625,
  titleLine: 2.05,
  answer: 1.125,
  answerLine: 1.57,
  line: 1.35,
  phoneLine: 1.8,
  label: 4.75,
  rowGap: 0.45,
  rest: 3,
}

const standingMaxCharacters = 60

/** Who hands the sheet out, with the number to call there unless it is the one on the sheet. */
export const givenOutBy = ({ name, phone }: { name: string; phone: string }, onSheet: string) =>
  phone === onSheet ? name : `${name} ${phone}`

export const leftOutWords = (count: number) => `还有 ${count} 条，见网页`

/** A Latin sign is about half as wide as a Chinese one; the space set between the two scripts is in it. */
const emsOf = (text: string) => [...text].reduce((sum, sign) => sum + (/[\u0020-\u024f]/.test(sign) ? 0.62 : 1), 0)

/** Lines a text takes. A mark may not begin a line, so that each line may lose one sign. */
export const linesOf = (text: string, width: number, size: number) => Math.max(1, Math.ceil(emsOf(text) / (width / size - 1)))

const rowEms = ({ texts, left_out }: Rows[number], width: number) =>
  ems.rowGap + ems.line * (texts.reduce((sum, text) => sum + linesOf(text, width - ems.label, 1), 0) + (left_out > 0 ? 1 : 0))

/** How high the sheet is with the text in this size, in points. */
const heightOf = ({ title, standing, answer, rows, foot }: Omit<SheetDraft, 'rows'> & { rows: Rows }, size: number) => {
  const width = page.width / size
  const head = ems.titleLine * linesOf(title, width, ems.title) + ems.answerLine * linesOf(answer, width, ems.answer)
  const warning = standing ? ems.line * linesOf(standing, width - 1, 1) + ems.rowGap : 0
  const beside = width - (page.code + page.gap) / size
  const feet = foot.reduce((sum, text) => sum + ems.line * linesOf(text, beside, 1), ems.phoneLine)
  const body = rows.reduce((sum, row) => sum + rowEms(row, width), 0)
  return size * (head + warning + body + Math.max(page.code / size, feet) + ems.rest)
}

const withFewer = (rows: Rows, least: number): Rows | null => {
  const most = Math.max(...rows.map(({ texts }) => texts.length))
  if (most <= least) return null
  const longest = rows.findIndex(({ texts }) => texts.length === most)
  return rows.map((row, at) => (at === longest ? { ...row, texts: row.texts.slice(0, -1), left_out: row.left_out + 1 } : row))
}

const withoutSpare = (rows: Rows): Rows | null => {
  const last = rows.findLast(({ spare }) => spare)
  return last ? rows.filter((row) => row !== last) : null
}

const withShorter = (rows: Rows, most: number): Rows | null => {
  const long = rows.find(({ texts }) => texts.some((text) => charactersOf(text) > most))
  return long ? rows.map((row) => (row === long ? { ...row, texts: row.texts.map((text) => cutText(text, most)) } : row)) : null
}

/** One step shorter, what is missed least first; null when nothing more can go. */
const shorter = (rows: Rows) =>
  withFewer(rows, 4) ??
  withoutSpare(rows) ??
  withFewer(rows, 2) ??
  withShorter(rows, 80) ??
  withFewer(rows, 1) ??
  withShorter(rows, 50) ??
  withShorter(rows, 25)

/**
 * The draft on one page, as large as it fits; if it is too long even for 16 pt, lists lose their ends, spare lines go, and long texts
 * stop at the end of a sentence.
 */
export const fitSheet = (written: SheetDraft): Sheet => {
  const draft = { ...written, standing: written.standing && cutText(written.standing, standingMaxCharacters) }
  const whole: Rows = draft.rows.filter(({ texts }) => texts.length > 0).map((row) => ({ ...row, left_out: 0 }))
  const size = sizes.find((it) => heightOf({ ...draft, rows: whole }, it) <= page.height)
  if (size) return { ...draft, rows: whole, size_pt: size }
  const least = sizes[3]
  let rows = whole
  while (heightOf({ ...draft, rows }, least) > page.height) {
    const next = shorter(rows)
    if (!next) break
    rows = next
  }
  return { ...draft, rows, size_pt: least }
}

/** An address as it is read off paper and typed. */
export const addressOnPaper = (url: string) => url.replace('https://', '')
