import { type CollectionName, collectionSchemas } from '../../src/content-schemas/index.ts'
import type { ContentFile } from './content.ts'
import { nearest } from './nearest.ts'

/** What a path of content/ is. */
export type Place =
  | { kind: 'entry'; collection: CollectionName; slug: string }
  | { kind: 'single'; name: 'site' | 'glossary' | 'redirects' }
  | { kind: 'image' | 'guide' }
  | { kind: 'wrong'; sentence: string }

/** The official word for each folder, as editors call it. */
export const collectionWords: Record<CollectionName, string> = {
  policies: '政策',
  activities: '活动',
  programmes: '志愿项目',
  places: '点位',
  rates: '积分标准',
  rewards: '兑换物',
  checkers: '对照',
  surveys: '问卷',
  replies: '反馈',
  alerts: '提醒',
  pages: '页面',
}

/** Names taken by pages of the site itself, so that no file's address hides one of them. */
export const reservedSlugs: Record<CollectionName, readonly string[]> = {
  policies: ['a-z', 'audience', 'changes', 'topic'],
  activities: ['archive', 'audience', 'calendar', 'kind', 'month', 'subscribe'],
  programmes: [],
  places: [],
  rates: [],
  rewards: [],
  checkers: [],
  surveys: ['resume'],
  replies: [],
  alerts: [],
  pages: [
    '404',
    'activities',
    'api',
    'checkers',
    'desk',
    'healthz',
    'index',
    'me',
    'metrics',
    'places',
    'points',
    'policies',
    'problem',
    'programmes',
    'public-account',
    'readyz',
    'replies',
    'reviews',
    'rewards',
    'search',
    'signin',
    'signups',
    'staff',
    'surveys',
  ],
}

/** An article has fields and a text below them; what is only fields is YAML. */
export const endingOf = (collection: CollectionName) => (['rates', 'rewards', 'checkers', 'surveys'].includes(collection) ? 'yml' : 'md')

const collectionNames = Object.keys(collectionSchemas) as CollectionName[]
const folders = collectionNames.map((name) => `${name}（${collectionWords[name]}）`).join('、')

export const placeOf = ({ path }: ContentFile): Place => {
  const [, folder = '', ...rest] = path.split('/')
  const name = rest.at(-1)
  if (name === undefined) return placeOfRootFile(folder)
  const collection = collectionNames.find((known) => known === folder)
  if (!collection) {
    const meant = nearest(folder, collectionNames)
    return wrong(`没有 ${folder} 这一类内容。${meant ? `请把文件夹改名为 ${meant}` : `请放进 ${folders} 里的一个`}。`)
  }
  if (/\.(avif|gif|jpe?g|png|webp)$/i.test(name)) return { kind: 'image' }
  const ending = endingOf(collection)
  if (/\.(md|yml)\.txt$/i.test(name)) return wrong(`文件名最后多了“.txt”。请改成“${name.slice(0, -4)}”，让电脑显示文件扩展名才看得见。`)
  if (!name.endsWith(`.${ending}`)) return wrong(wrongEnding[ending])
  const slug = name.slice(0, -ending.length - 1)
  if (reservedSlugs[collection].includes(slug)) return wrong('文件名和网站自己的一个页面重名。请换一个文件名。')
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug)) return { kind: 'entry', collection, slug }
  return wrong(`文件名不能做网址。请只用小写字母、数字和短横线，例如“juzhu-zheng.${ending}”。`)
}

const placeOfRootFile = (name: string): Place => {
  if (name === 'README.md') return { kind: 'guide' }
  if (name === 'site.yml') return { kind: 'single', name: 'site' }
  if (name === 'glossary.yml') return { kind: 'single', name: 'glossary' }
  if (name === 'redirects.yml') return { kind: 'single', name: 'redirects' }
  return wrong(`不该放在这里。请放进 ${folders} 里的一个文件夹。`)
}

const wrongEnding = {
  md: '不是文章也不是图片。请用 .md 写文章，图片用 .jpg、.png、.webp、.avif 或 .gif。',
  yml: '不是 .yml 文件，也不是图片。请用 .yml 写，图片用 .jpg、.png、.webp、.avif 或 .gif。',
}

const wrong = (sentence: string): Place => ({ kind: 'wrong', sentence })
