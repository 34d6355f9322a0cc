import { pinyin } from 'pinyin-pro'
import { bySound } from './fold.ts'
import type { SoundFile } from './schema.ts'

/** The syllables of a name in the reading the words around give each character; what is not Chinese stays as it is. */
export const spell = (name: string): string[] => pinyin(name, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true })

const gb2312 = new TextDecoder('gb2312')

/** The 3,755 common characters, which are the first level of GB 2312. */
const commonCharacters = () =>
  Array.from({ length: 40 }, (_, row) => Array.from({ length: 94 }, (_, cell) => gb2312.decode(new Uint8Array([0xb0 + row, 0xa1 + cell]))))
    .flat()
    .filter((char) => /^\p{Script=Han}$/u.test(char))

/** How the common characters and the given ones sound, so that a wrong one of the same sound is understood. */
export const readingsOf = (characters: ReadonlySet<string>): SoundFile => {
  const sounds: SoundFile = {}
  for (const char of new Set([...commonCharacters(), ...characters])) {
    const syllable = bySound(spell(char).join(''))
    if (/^[a-z]+$/.test(syllable)) sounds[syllable] = (sounds[syllable] ?? '') + char
  }
  return sounds
}
