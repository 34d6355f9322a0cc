import type { collectionSchemas } from '../../src/content-schemas/index.ts'
import type { Content } from './content.ts'

type Schemas = typeof collectionSchemas

interface Handover {
  content: Content | null
  schemas: Schemas
}

const key = Symbol.for('mulin.content')
const shelf = globalThis as { [key]?: Handover }

/**
 * Lays checked content, and what it was checked against, where the collections find them. Vite gives src/content.config.ts its own
 * copy of every module, so a module's variable would not reach it, and reading a second time there would double the cost.
 */
export const handOver = (content: Content | null, schemas: Schemas) => {
  shelf[key] = { content, schemas }
}

/** The content last handed over in this process; null when the site itself is not described, undefined when none was. */
export const handedOver = () => shelf[key]?.content

/** The schemas the content was checked against; undefined when none was. */
export const handedOverSchemas = () => shelf[key]?.schemas
