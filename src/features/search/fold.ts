/**
 * A text as it is searched for: full width as half width (NFKC), capitals small, everything that is no letter and no number
 * a single space. The characters of another script stand as `simple` gives them.
 */
export const fold = (text: string, simple: ReadonlyMap<string, string> = new Map()): string => {
  const folded = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
  return simple.size === 0 ? folded : Array.from(folded, (char) => simple.get(char) ?? char).join('')
}

export const digits = '零一二三四五六七八九'

/** `八十岁` as `80岁` and `三千六` as it stands: tens are what ages and days are said in. */
export const inDigits = (folded: string): string =>
  folded.replace(/([一二三四五六七八九]?)十([一二三四五六七八九]?)/g, (_, tens: string, ones: string) =>
    String((tens ? digits.indexOf(tens) : 1) * 10 + (ones ? digits.indexOf(ones) : 0)),
  )

export const isLetters = (run: string) => /^[a-züv]+$/.test(run)

export const hanRuns = (folded: string): string[] => folded.match(/\p{Script=Han}+/gu) ?? []

/**
 * How a syllable or a row of syllables sounds to an ear that does not part zh from z, -ang from -an and n from l, as many
 * who write by ear do not.
 */
export const bySound = (letters: string) =>
  letters
    .replaceAll('ü', 'v')
    .replace(/([zcs])h/g, '$1')
    .replace(/([aei])ng/g, '$1n')
    .replaceAll('l', 'n')
