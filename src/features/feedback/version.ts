import type { Policy } from '../../content-schemas/policy.ts'
import { numberOf } from '../../kernel/number-of.ts'

/**
 * A short name for what a page says. It changes with every word a resident reads; not when the page was only compared with its source
 * once more, because that makes it neither clearer nor less clear.
 */
export const versionOf = ({ review: _, ...read }: Policy, body: string): string => numberOf(JSON.stringify([read, body])).toString(36)
