import { rewardSchema } from '../../src/content-schemas/reward.ts'
import type { Entry } from './content.ts'
import { sizeFault } from './markdown.ts'
import { fieldSentence } from './sentences.ts'

const pictureIn = (data: object) => ('picture' in data ? (data as { picture?: { file: string; alt: string } }).picture : undefined)

/** The picture a file names in its fields, as the Markdown that draws it: so it is given an address as all others are. */
export const pictureOf = (data: object): string => {
  const picture = pictureIn(data)
  return picture ? `![${picture.alt.replaceAll(/[\\[\]]/g, '\\$&')}](<./${picture.file}>)\n` : ''
}

/** A picture must lie beside the file that names it, and be small. */
export const pictureSentences = (
  { data }: Entry,
  { folder, imageBytes }: { folder: string; imageBytes: (path: string) => number | undefined },
): string[] => {
  const picture = pictureIn(data)
  if (!picture) return []
  const bytes = imageBytes(`${folder}/${picture.file}`)
  const fault = bytes === undefined ? `在 ${folder} 里没有` : sizeFault(bytes)
  return fault ? [fieldSentence(rewardSchema, ['picture', 'file'], `写的“${picture.file}”${fault}`)] : []
}
