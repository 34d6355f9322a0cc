import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { findablesOf } from '../src/features/search/findables.ts'
import { indexFiles } from '../src/features/search/index-files.ts'
import { makeIndex } from '../src/features/search/make-index.ts'
import { simpleCharacters } from '../src/features/search/simple-characters.ts'
import { dayOf } from '../src/kernel/calendar.ts'
import type { Content } from './content/content.ts'
import { handedOver } from './content/handover.ts'
import { buildNow } from './now.ts'

/** The files the search reads, by name. */
const searchFiles = ({ entries, site }: Content): Map<string, string> => {
  const options = { today: dayOf(buildNow(), site.time_zone), simple: simpleCharacters() }
  return new Map(indexFiles(makeIndex(findablesOf(entries), options)).map(({ name, data }) => [name, JSON.stringify(data)]))
}

/**
 * Lays the index of the search among the files of the site. They are written and not drawn as pages are: there are half as many as pages,
 * and to write one costs a tenth of it. While editing they are made when they are asked for.
 */
export const searchIndex = (): AstroIntegration => ({
  name: 'mulin-search-index',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const content = handedOver()
      if (!content) throw new Error('there is no content to look through')
      const folder = join(fileURLToPath(dir), 'search')
      mkdirSync(folder, { recursive: true })
      for (const [name, text] of searchFiles(content)) writeFileSync(join(folder, name), text)
    },
    'astro:server:setup': ({ server }) => {
      let made: { content: Content; files: Map<string, string> } | undefined
      server.middlewares.use('/search/', (request, response, next) => {
        const content = handedOver()
        const [, name] = /^\/([\w-]+\.json)/.exec(request.url ?? '') ?? []
        if (!content || name === undefined) return next()
        if (made?.content !== content) made = { content, files: searchFiles(content) }
        const text = made.files.get(name)
        if (text === undefined) return next()
        response.setHeader('content-type', 'application/json').end(text)
      })
    },
  },
})
