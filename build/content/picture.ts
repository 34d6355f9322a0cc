import { rewardSchema } from '../../src/content-schemas/reward.ts'
import type { Entry } from './content.ts'
import { fieldSentence } from './sentences.ts'

const pictureIn = (data: object) => ('picture' in data ? (data as { picture?: { file: string; alt: string } }).picture : undefined)

/** The picture a file names in its fields, as the Markdown that draws it: so it is made small and given an address as all others are. */
export const pictureOf = (data: object): string => {
  const picture = pictureIn(data)
  return picture ? `![${picture.alt.replaceAll(/[\\[\]]/g, '\\$&')}](<./${picture.file}>)\n` : ''
}

/** A picture must lie beside the file that names it. */
export const pictureSentences = (
  { data }: Entry,
  { folder, hasImage }: { folder: string; hasImage: (path: string) => boolean },
): string[] => {
  const picture = pictureIn(data)
  if (!picture || hasImage(`${folder}/${picture.file}`)) return []
  return [fieldSentence(rewardSchema, ['picture', 'file'], `写的“${picture.file}”在 ${folder} 里没有`)]
}
