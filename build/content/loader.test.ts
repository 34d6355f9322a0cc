import { afterEach, expect, test } from 'vitest'
import { collectionSchemas } from '../../src/content-schemas/index.ts'
import { checkContent } from './check.ts'
import { communityWith, complete, markdown } from './fixture.ts'
import { handOver } from './handover.ts'
import { contentLoader } from './loader.ts'

afterEach(() => handOver(null, collectionSchemas))

interface Stored {
  id: string
  digest: string
  rendered: { html: string }
  data: { title: string }
}

/** A store that remembers, as Astro's does between two builds, and a count of what was rendered. */
const store = new Map<string, Stored>()
const rendered: string[] = []
const load = (changes: Record<string, string | null> = {}) => {
  rendered.length = 0
  handOver(checkContent(communityWith(changes)).content, collectionSchemas)
  const context = {
    config: { root: new URL('file:///site/') },
    store: {
      get: (id: string) => store.get(id),
      set: (entry: Stored) => store.set(entry.id, entry),
      delete: (id: string) => store.delete(id),
      keys: () => [...store.keys()],
    },
    generateDigest: (text: string) => text,
    renderMarkdown: async (body: string, { fileURL }: { fileURL: URL }) => {
      rendered.push(fileURL.pathname)
      return { html: `<p>${body.trim()}</p>`, metadata: { imagePaths: [] } }
    },
  }
  return (contentLoader('policies').load as unknown as (given: typeof context) => Promise<void>)(context)
}

test('entries are stored under their slug, with data and text', async () => {
  await load()
  expect([...store.keys()]).toEqual(['juzhuzheng', 'old'])
  expect(store.get('juzhuzheng')).toMatchObject({ data: { title: '居住证怎么办' }, rendered: { html: '<p>正文写在这里。</p>' } })
})

test('what has not changed is not rendered again', async () => {
  await load({ 'content/policies/juzhuzheng.md': markdown(complete.policies, '改过的正文\n') })
  expect(rendered).toEqual(['/site/content/policies/juzhuzheng.md'])
})

test('what is gone from the folder is gone from the site', async () => {
  const {
    replaced_by: _successor,
    replaces: _replaces,
    other_documents: _documents,
    related: _related,
    steps: _steps,
    ...alone
  } = complete.policies
  await load({ 'content/policies/old.md': null, 'content/policies/juzhuzheng.md': markdown(alone) })
  expect([...store.keys()]).toEqual(['juzhuzheng'])
})
