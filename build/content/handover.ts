import type { Content } from './content.ts'

const key = Symbol.for('mulin.content')
const shelf = globalThis as { [key]?: Content | null }

/**
 * Lays checked content where the loaders find it. Vite gives src/content.config.ts its own copy of every module, so a module's
 * variable would not reach it, and checking a second time there would double the cost of reading.
 */
export const handOver = (content: Content | null) => {
  shelf[key] = content
}

/** The content last handed over in this process; null when the site itself is not described, undefined when none was. */
export const handedOver = () => shelf[key]
