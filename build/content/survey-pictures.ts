import type { Survey } from '../../src/content-schemas/survey.ts'
import { pictureName } from '../../src/features/surveys/pictures.ts'
import type { Fault } from './checker-questions.ts'

interface Placed {
  path: PropertyKey[]
  file: string
}

/** Every picture a survey names. */
const picturesIn = ({ sections = [], ballot }: Survey): Placed[] => [
  ...sections.flatMap(({ questions }, place) =>
    questions.flatMap(({ options = [] }, at) =>
      options.flatMap(({ picture }, option) =>
        picture ? [{ path: ['sections', place, 'questions', at, 'options', option, 'picture', 'file'], file: picture.file }] : [],
      ),
    ),
  ),
  ...(ballot?.nominations ?? []).flatMap(({ picture }, place) =>
    picture ? [{ path: ['ballot', 'nominations', place, 'picture', 'file'], file: picture.file }] : [],
  ),
]

/** A picture lies beside the file that names it, and its name, which becomes its address, belongs to it alone. */
export const pictureFaults = (survey: Survey, file: string, images: ReadonlySet<string>): Fault[] => {
  const folder = file.slice(0, file.lastIndexOf('/'))
  return picturesIn(survey).flatMap(({ path, file: picture }) => {
    const wrong = (text: string) => [{ path, wrong: `写的“${picture}”${text}` }]
    if (!/^[a-z0-9]+(-[a-z0-9]+)*\.(avif|jpe?g|png|webp)$/.test(picture))
      return wrong('不能做网址（只用小写字母、数字和短横线，结尾是 .jpg、.png、.webp 或 .avif）')
    const own = `${folder}/${picture}`
    if (!images.has(own)) return wrong(`在 ${folder} 里没有`)
    const twin = [...images].find(
      (image) =>
        image !== own && image.startsWith('content/surveys/') && pictureName(image.split('/').at(-1) ?? '') === pictureName(picture),
    )
    return twin ? wrong(`和 ${twin} 的网址会一样，要换一个文件名`) : []
  })
}
