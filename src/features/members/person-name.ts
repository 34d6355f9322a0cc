export const personNameMaxCharacters = 20

/**
 * A person's name as kept, or null. Letters of any script and the dot that joins the parts of a name, so that it is safe
 * in a sheet and in a sentence. The blanks that people put inside 王　芳 to fill a column are dropped.
 */
export const personName = (typed: string): string | null => {
  const name = typed
    .normalize('NFC')
    .trim()
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
    .replace(/[・•‧∙．]/g, '·')
  if ([...name].length > personNameMaxCharacters) return null
  return /^\p{L}[\p{L}\p{M}]*(?:[· ]\p{L}[\p{L}\p{M}]*)*$/u.test(name) ? name : null
}
