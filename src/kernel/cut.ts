const ellipsis = '……'

/** A sentence with what closes it: `好。”`. A full stop of Latin writing stands in numbers and web addresses too, so it ends nothing. */
const sentence = /[\s\S]*?(?:[。！？；\n][”’）》】]*|$)/gu

/** Where a line of speech pauses. */
const pause = /[，、：]/u

/** Phone numbers, web addresses, amounts: signs that only mean something together. */
const together = /[\w./:?=&%#+~—-]+(?: [\w./:?=&%#+~—-]+)*/gu

export const charactersOf = (text: string) => [...text].length

/**
 * A text of at most `most` characters (code points): its whole sentences that fit; if not even the first one does, the part up to a
 * pause and `……`. It never ends inside a number or a web address. Empty if nothing can stay.
 */
export const cutText = (text: string, most: number): string => {
  if (charactersOf(text) <= most) return text
  let kept = ''
  for (const [part] of text.matchAll(sentence)) {
    if (charactersOf(kept + part) > most) break
    kept += part
  }
  return kept.trim() || cutSentence([...text].slice(0, Math.max(0, most - charactersOf(ellipsis))).join(''), text)
}

/** `start` is the beginning of `text` that there is room for. */
const cutSentence = (start: string, text: string) => {
  const runs = [...text.matchAll(together)].map(({ 0: run, index }) => ({ from: index, to: index + run.length }))
  const isInside = (at: number) => runs.some(({ from, to }) => from < at && at < to)
  const ends = Array.from({ length: start.length + 1 }, (_, at) => at).filter((at) => at > 0 && !isInside(at))
  const end = ends.findLast((at) => pause.test(text.charAt(at))) ?? ends.findLast((at) => isWholeCharacter(text, at))
  return end ? text.slice(0, end).trim() + ellipsis : ''
}

const isWholeCharacter = (text: string, at: number) => !/[\uDC00-\uDFFF]/.test(text.charAt(at))
