import { fold } from './fold.ts'

/** A stretch of text, marked where it is what was looked for. */
export interface Piece {
  text: string
  marked: boolean
}

/** The text in stretches; `marks` are the pairs of characters, or single ones, that were looked for. */
export const piecesOf = (text: string, marks: readonly string[]): Piece[] => {
  const wanted = new Set(marks)
  const chars = [...text]
  const folded = chars.map((char) => fold(char))
  const marked = folded.map(
    (char, at) =>
      char !== '' && (wanted.has(char) || wanted.has(char + (folded[at + 1] ?? '')) || wanted.has((folded[at - 1] ?? '') + char)),
  )
  const pieces: Piece[] = []
  for (const [at, char] of chars.entries()) {
    const last = pieces.at(-1)
    if (last && last.marked === marked[at]) last.text += char
    else pieces.push({ text: char, marked: marked[at] === true })
  }
  return pieces
}
