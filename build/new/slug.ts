import { pinyin } from 'pinyin-pro'

const words = new Intl.Segmenter('zh', { granularity: 'word' })
const slugMaxCharacters = 40

/** A file name for a title, word by word in pinyin: 居住证怎么办 becomes `juzhu-zheng-zenme-ban`. Empty when nothing can be spelled. */
export const slugOf = (title: string): string =>
  [...words.segment(title.normalize('NFKC'))]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => pinyin(segment, { toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join(''))
    .map((word) => word.toLowerCase().replaceAll(/[^a-z0-9]/g, ''))
    .filter(Boolean)
    .reduce((slug, word) => (slug && slug.length + word.length >= slugMaxCharacters ? slug : slug ? `${slug}-${word}` : word), '')
