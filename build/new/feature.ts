/** The files of a new feature folder, by name. They compile and pass, and say in the README what is still to be written. */
export const featureFiles = (name: string): Record<string, string> => {
  const pascal = name.replaceAll(/(?:^|-)([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
  return {
    'README.md': `# ${pascal}

What residents do with it, in one sentence.

| word      | meaning                               |
| --------- | ------------------------------------- |
| 开放 open | between the two moments of its window |

Who may do what: write it here before the first handler.

Still to be written, as far as it is needed:

- \`table.server.ts\` tables and constraints, then \`npm run db:generate\`
- \`store.server.ts\` reads as plain facts, each write one guarded batch
- \`api.server.ts\` parse, load, decide, save, answer; routed in \`functions/app.ts\`
- the statuses of its codes in \`functions/status.ts\`
`,
    'schema.ts': `import { z } from 'zod'

/** When it can be used: from \`opens_at\` up to, but without, \`closes_at\` (epoch milliseconds). */
export const windowSchema = z.strictObject({ opens_at: z.int(), closes_at: z.int() })
export type Window = z.infer<typeof windowSchema>

export const refusalCodes = ['not_open_yet', 'closed'] as const
export type RefusalCode = (typeof refusalCodes)[number]
`,
    'copy.ts': `import type { RefusalCode } from './schema.ts'

/** What a resident is told, and what they can do instead. */
export const refusalSentences: Record<RefusalCode, string> = {
  not_open_yet: '还没开始，请过几天再来，或打社区电话问。',
  closed: '已经结束，有事请打社区电话。',
}
`,
    'opening.ts': `import { type Result, refuse, success } from '../../kernel/result.ts'
import type { RefusalCode, Window } from './schema.ts'

/** Whether it can be used at a moment (epoch milliseconds), or why not. */
export const opening = (window: Window, now: number): Result<Window, RefusalCode> => {
  if (now < window.opens_at) return refuse('not_open_yet')
  if (now >= window.closes_at) return refuse('closed')
  return success(window)
}
`,
    'opening.test.ts': `import { expect, test } from 'vitest'
import { refusalSentences } from './copy.ts'
import { opening } from './opening.ts'
import { refusalCodes, windowSchema } from './schema.ts'

const window = windowSchema.parse({ opens_at: 1000, closes_at: 2000 })

test('it is open from its first moment up to, but without, its last', () => {
  expect(opening(window, 999)).toEqual({ ok: false, refusal: 'not_open_yet' })
  expect(opening(window, 1000).ok).toBe(true)
  expect(opening(window, 2000)).toEqual({ ok: false, refusal: 'closed' })
})

test('every refusal has its sentence', () => {
  expect(Object.keys(refusalSentences)).toEqual([...refusalCodes])
})
`,
  }
}
