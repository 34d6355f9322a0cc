import type { CollectionName } from '../../src/content-schemas/index.ts'
import type { Content } from './content.ts'
import { collectionWords } from './names.ts'

const measureWords: Record<CollectionName, string> = {
  policies: '篇',
  activities: '项',
  programmes: '个',
  places: '个',
  rates: '版',
  rewards: '种',
  checkers: '个',
  surveys: '份',
  replies: '篇',
  alerts: '条',
  pages: '个',
}

/** `内容没有问题：25 篇政策、16 项活动、…。` */
export const summaryOf = ({ entries }: Content): string => {
  const counts = (Object.keys(entries) as CollectionName[]).map(
    (name) => `${entries[name].length} ${measureWords[name]}${collectionWords[name]}`,
  )
  return `内容没有问题：${counts.join('、')}。`
}
