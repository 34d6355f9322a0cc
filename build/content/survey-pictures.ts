import type { Survey } from '../../src/content-schemas/survey.ts'
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

/** Bytes by path, of every file of content/. */
export type Sizes = ReadonlyMap<string, number>

/** Eight of them are still loaded within a second or two on a slow line. */
const largestKilobytes = 40

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1)

/** A picture lies beside the file that names it and is small; its name, which becomes its address, belongs to it alone. */
export const pictureFaults = (survey: Survey, file: string, sizes: Sizes): Fault[] => {
  const folder = file.slice(0, file.lastIndexOf('/'))
  return picturesIn(survey).flatMap(({ path, file: picture }) => {
    const wrong = (text: string) => [{ path, wrong: `写的“${picture}”${text}` }]
    if (!/^[a-z0-9]+(-[a-z0-9]+)*\.(avif|jpe?g|png|webp)$/.test(picture))
      return wrong('不能做网址（只用小写字母、数字和短横线，结尾是 .jpg、.png、.webp 或 .avif）')
    const own = `${folder}/${picture}`
    const bytes = sizes.get(own)
    if (bytes === undefined) return wrong(`在 ${folder} 里没有`)
    const kilobytes = Math.ceil(bytes / 1024)
    if (kilobytes > largestKilobytes)
      return wrong(`有 ${kilobytes} KB，最多 ${largestKilobytes} KB，要先缩到 480 像素宽再存成 .webp 或 .jpg`)
    const twin = [...sizes.keys()].find((one) => one !== own && one.startsWith('content/surveys/') && nameOf(one) === picture)
    return twin ? wrong(`和 ${twin} 重名，网址会一样，要换一个文件名`) : []
  })
}
