import { type CollectionName, collectionSchemas } from '../../src/content-schemas/index.ts'
import { type Redirects, redirectsSchema } from '../../src/content-schemas/redirects.ts'
import { reservedSlugs } from './names.ts'
import { fieldName } from './sentences.ts'

/** Folders whose entries have no page of their own. */
const withoutPages: CollectionName[] = ['rates', 'alerts', 'pages']

/** Whether the site has a page at an address, by the slugs of its entries. */
const pageAt = (slugs: ReadonlyMap<string, ReadonlySet<string>>) => (address: string) => {
  const [, folder = '', slug] = address.split('/')
  if (!slug) return slugs.get('pages')?.has(folder) || reservedSlugs.pages.includes(folder)
  const collection = (Object.keys(collectionSchemas) as CollectionName[]).find((name) => name === folder)
  if (!collection || withoutPages.includes(collection)) return false
  return (slugs.get(collection)?.has(slug) ?? false) || reservedSlugs[collection].includes(slug)
}

/** What is wrong with where addresses lead: from a page that is there, to none, or on to another moved address. */
export const redirectSentences = (redirects: Redirects, slugs: ReadonlyMap<string, ReadonlySet<string>>): string[] => {
  const isPage = pageAt(slugs)
  const moved = redirects.map(({ from }) => from)
  return redirects.flatMap(({ from, to }, place) => {
    const [fromField, toField] = ['from', 'to'].map((key) => fieldName(redirectsSchema, ['redirects', place, key]))
    const first = moved.indexOf(from)
    if (first < place) return [`${fromField}写的“${from}”在第 ${first + 1} 条写过了。请只留一条。`]
    if (isPage(from)) return [`${fromField}写的“${from}”现在有一页，居民就到不了那一页了。请删掉这一条，或者先把那一页改名。`]
    if (moved.includes(to)) return [`${toField}写的“${to}”自己也是老网址。请直接写最后到的那一页。`]
    if (!isPage(to)) return [`${toField}写的“${to}”没有这一页。请写现在有的一页的网址。`]
    return []
  })
}
