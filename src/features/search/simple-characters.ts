import characters from 'opencc-js/dict/TSCharacters'

/** Every traditional character with the simplified one that takes its place (of several, the usual one). */
export const simpleCharacters = (): Map<string, string> =>
  new Map(
    characters.split('|').flatMap((line): [string, string][] => {
      const [from, to] = line.split(' ')
      return from && to ? [[from, to]] : []
    }),
  )
