import type { Loader } from 'astro/loaders'
import type { CollectionName, collectionSchemas } from '../../src/content-schemas/index.ts'
import { handedOver, handedOverSchemas } from './handover.ts'

/** All collections share it, so that one refresh in development reaches them all. */
export const loaderName = 'mulin-content'

/**
 * Puts the checked entries of one collection into Astro's store, rendered. The data has passed the very schema of the
 * collection already, so it is not parsed again; an entry that has not changed since the last build is not rendered again.
 */
export const contentLoader = (collection: CollectionName): Loader => ({
  name: loaderName,
  load: async ({ store, renderMarkdown, generateDigest, config }) => {
    const content = handedOver()
    if (content === undefined) throw unchecked()
    const vanished = new Set(store.keys())
    for (const { slug, file, data, body } of content?.entries[collection] ?? []) {
      vanished.delete(slug)
      const digest = generateDigest([file, JSON.stringify(data), body].join('\n'))
      const known = store.get(slug)
      if (known?.digest === digest && !known.assetImports?.length) continue
      store.delete(slug)
      const rendered = await renderMarkdown(body, { fileURL: new URL(file, config.root) })
      store.set({ id: slug, data, body, filePath: file, digest, rendered, assetImports: rendered.metadata?.imagePaths ?? [] })
    }
    for (const slug of vanished) store.delete(slug)
  },
})

/** The very schema the entries have passed: to compile all schemas again for the collections is as much work as dozens of pages. */
export const handedOverSchema = <Name extends CollectionName>(collection: Name): (typeof collectionSchemas)[Name] => {
  const schemas = handedOverSchemas()
  if (!schemas) throw unchecked()
  return schemas[collection]
}

const unchecked = () => new Error('content was not checked: add mulinContent() to the integrations of astro.config.ts')
