import { describe, expect, test } from 'vitest'
import { brokenSentences, wrongInMap } from './boundaries.ts'
import { importsOf } from './imports.ts'
import { readTree, treeOf, unexplained } from './tree.ts'

/** What breaks a sentence on purpose, and why. */
const reasons: Record<string, string> = {
  'scripts/backup.ts imports functions/adapters/node-backups.ts (6. only tests and functions/ import functions/)':
    'The command backs up the very database the site uses, or asks the site to, in the very way the site does.',
  'scripts/backup.ts imports functions/adapters/node-host.ts (6. only tests and functions/ import functions/)':
    'The command backs up the very database the site uses, or asks the site to, in the very way the site does.',
  'scripts/backup.ts imports functions/adapters/node-secret.ts (6. only tests and functions/ import functions/)':
    'The command backs up the very database the site uses, or asks the site to, in the very way the site does.',
  'scripts/backup.ts imports functions/backup/files.ts (6. only tests and functions/ import functions/)':
    'The command backs up the very database the site uses, or asks the site to, in the very way the site does.',
  'scripts/backup.ts imports functions/backup/make.ts (6. only tests and functions/ import functions/)':
    'The command backs up the very database the site uses, or asks the site to, in the very way the site does.',
  'scripts/backup.ts imports functions/backup/wish.ts (6. only tests and functions/ import functions/)':
    'The command backs up the very database the site uses, or asks the site to, in the very way the site does.',
  'scripts/database.ts imports functions/adapters/node-host.ts (6. only tests and functions/ import functions/)':
    'The commands open the very database the site uses, sealed the same way.',
  'scripts/database.ts imports functions/adapters/node-secret.ts (6. only tests and functions/ import functions/)':
    'The commands must find the secret where the site finds it.',
  'scripts/database.ts imports functions/db/client.ts (6. only tests and functions/ import functions/)':
    'The commands open the very database the site uses, sealed the same way.',
  'scripts/database.ts imports functions/vault.ts (6. only tests and functions/ import functions/)':
    'The commands must find the secret where the site finds it.',
  'scripts/restore.ts imports functions/adapters/node-host.ts (6. only tests and functions/ import functions/)':
    'The command fills the very database the site uses, with the very migrations it runs.',
  'scripts/restore.ts imports functions/backup/files.ts (6. only tests and functions/ import functions/)':
    'The command fills the very database the site uses, with the very migrations it runs.',
  'scripts/restore.ts imports functions/backup/restore.ts (6. only tests and functions/ import functions/)':
    'The command fills the very database the site uses, with the very migrations it runs.',
  'scripts/migrate.ts imports functions/db/migrate.ts (6. only tests and functions/ import functions/)':
    'The command for a remote database must run the very migrations the Node host runs at start.',
  'scripts/preview-edge.ts imports functions/db/migrate.ts (6. only tests and functions/ import functions/)':
    'The preview prepares its own libSQL server with the very migrations the Node host runs at start.',
  'scripts/seed.ts imports functions/adapters/node-host.ts (6. only tests and functions/ import functions/)':
    'The command puts the invented people into the very database the site uses, opened and sealed the same way.',
  'scripts/seed.ts imports functions/db/sample.ts (6. only tests and functions/ import functions/)':
    'The command puts the invented people into the very database the site uses, opened and sealed the same way.',
  'scripts/seed.ts imports functions/db/sample-surveys.ts (6. only tests and functions/ import functions/)':
    'The command puts what the invented people answered into the very database the site uses, by the very statements it counts with.',
  'scripts/steward.ts imports src/features/desk/first-steward.server.ts (2. a server file is imported only on the server)':
    'The command runs on the server, in place of the site.',
  'scripts/steward.ts imports functions/adapters/node-host.ts (6. only tests and functions/ import functions/)':
    'The command makes the first steward in the very database the site uses, opened and sealed the same way.',
  'src/env.d.ts imports functions/host.ts (6. only tests and functions/ import functions/)':
    'Types only: it declares to TypeScript what the virtual module of the host holds.',
}

describe('the import sentences', () => {
  test('hold in the whole tree', () => {
    expect(unexplained(brokenSentences(readTree()), reasons)).toEqual([])
  })
})

const requestPage = '---\nexport const prerender = false\n'

/** Tiny trees that each break one sentence, so that a rule that no longer looks is noticed. */
const broken: [string, Record<string, string>, string][] = [
  [
    'a rule that reads the store',
    { 'src/features/a/rule.ts': "import { read } from './store.server.ts'" },
    'src/features/a/rule.ts imports src/features/a/store.server.ts (1. an unsuffixed file imports only unsuffixed files and pure libraries)',
  ],
  [
    'a rule that takes only a type from the store',
    { 'src/kernel/rule.ts': "import type { Row } from './rows.server.ts'" },
    'src/kernel/rule.ts imports src/kernel/rows.server.ts (1. an unsuffixed file imports only unsuffixed files and pure libraries)',
  ],
  [
    'a rule that loads a library on the side',
    { 'src/features/a/rule.ts': "export const f = async () => (await import('node:fs')).readFileSync" },
    'src/features/a/rule.ts imports node:fs (1. an unsuffixed file imports only unsuffixed files and pure libraries)',
  ],
  [
    'a rule that passes a library on',
    { 'src/features/a/rule.ts': "export { Hono } from 'hono'" },
    'src/features/a/rule.ts imports hono (1. an unsuffixed file imports only unsuffixed files and pure libraries)',
  ],
  [
    'a static page that reads the store',
    { 'src/pages/index.astro': "---\nimport { read } from '../features/a/store.server.ts'\n---\n<p/>" },
    'src/pages/index.astro imports src/features/a/store.server.ts (2. a server file is imported only on the server)',
  ],
  [
    'an on-request page whose browser script reads the store',
    { 'src/pages/me.astro': `${requestPage}---\n<script>import { read } from '../features/a/store.server.ts'</script>` },
    'src/pages/me.astro imports src/features/a/store.server.ts (2. a server file is imported only on the server)',
  ],
  [
    'an island that carries the store',
    { 'src/features/a/Form.tsx': "import { read } from './store.server.ts'" },
    'src/features/a/Form.tsx imports src/features/a/store.server.ts (2. a server file is imported only on the server)',
  ],
  [
    'an island that carries a big library',
    { 'src/features/a/Form.tsx': "import { Temporal } from 'temporal-polyfill'" },
    'src/features/a/Form.tsx imports temporal-polyfill (3. an island imports unsuffixed files, client/ and Preact)',
  ],
  [
    'a component that reads files',
    { 'src/components/Card.astro': "---\nimport { readFileSync } from 'node:fs'\n---\n<p/>" },
    'src/components/Card.astro imports node:fs (4. pages, layouts and components only draw)',
  ],
  [
    'a layout that reads another page',
    { 'src/layouts/Base.astro': "---\nimport Index from '../pages/index.astro'\n---\n<p/>" },
    'src/layouts/Base.astro imports src/pages/index.astro (4. pages, layouts and components only draw)',
  ],
  [
    'a feature in the tables of another',
    { 'src/features/a/store.server.ts': "import { signups } from '../b/table.server.ts'" },
    'src/features/a/store.server.ts imports src/features/b/table.server.ts (5. a feature is reached through its schema, rules or reads)',
  ],
  [
    'a feature that knows the edge',
    { 'src/features/a/api.server.ts': "import { app } from '../../../functions/app.ts'" },
    'src/features/a/api.server.ts imports functions/app.ts (6. only tests and functions/ import functions/)',
  ],
  [
    'an import without its ending',
    { 'functions/app.ts': "import { x } from './status'" },
    'functions/app.ts imports functions/status (imports are relative, with the ending)',
  ],
  [
    'an alias',
    { 'functions/app.ts': "import { x } from '@/status.ts'" },
    'functions/app.ts imports @/status.ts (imports are relative, with the ending)',
  ],
  [
    'code that leans on a test',
    { 'functions/app.ts': "import { x } from '../tests/support/cast.ts'" },
    'functions/app.ts imports tests/support/cast.ts (only tests import tests)',
  ],
  ...(
    [
      ['Date.now()', 'Date.now'],
      ['new Date()', 'new Date()'],
      ['Math.random()', 'Math.random'],
      ['crypto.randomUUID()', 'crypto'],
      ["fetch('/')", 'fetch'],
      ["process.env['X']", 'process'],
      ['Temporal.Now.instant()', 'Temporal.Now'],
    ] as const
  ).map(([code, use]): [string, Record<string, string>, string] => [
    `a rule that calls ${code}`,
    { 'src/kernel/rule.ts': `export const f = () => ${code}` },
    `src/kernel/rule.ts uses ${use} (1. no clock, randomness, fetch, process)`,
  ]),
]

describe('each sentence can be broken', () => {
  test.each(broken)('%s', (_, files, finding) => {
    expect(brokenSentences(treeOf(files))).toEqual([finding])
  })

  test('two features that need each other', () => {
    const tree = treeOf({
      'src/features/a/rule.ts': "import { y } from '../b/schema.ts'",
      'src/features/b/rule.ts': "import { z } from '../c/rule.ts'",
      'src/features/c/rule.ts': "import type { X } from '../a/schema.ts'",
    })
    expect(brokenSentences(tree)).toEqual(['features in a circle: a > b > c > a (5. no circles)'])
  })
})

describe('what is allowed stays allowed', () => {
  test.each([
    ['a rule on a rule and zod', { 'src/features/a/rule.ts': "import { z } from 'zod'\nimport { day } from '../../kernel/calendar.ts'" }],
    ['a clock handed in', { 'src/kernel/rule.ts': 'export const f = (now: number, fetch: () => void) => [new Date(now), fetch()]' }],
    [
      'words that only look impure',
      { 'src/kernel/rule.ts': "export const f = (a: { process: string }) => [a.process, { crypto: 'x' }, 'fetch()']" },
    ],
    ['a test that does anything', { 'src/features/a/rule.test.ts': "import app from '../../../functions/app.ts'\nDate.now()" }],
    [
      'an on-request page that reads',
      { 'src/pages/me.astro': `${requestPage}import { read } from '../features/a/store.server.ts'\n---\n<p/>` },
    ],
    [
      'an island with a type of the server',
      { 'src/features/a/Form.tsx': "import type { Api } from './api.server.ts'\nimport { useState } from 'preact/hooks'" },
    ],
    ["a page's script from client/", { 'src/pages/index.astro': "---\n---\n<script>import '../client/places-left.ts'</script>" }],
    ['a read of another feature', { 'src/features/a/store.server.ts': "import { pools } from '../b/store.server.ts'" }],
  ])('%s', (_, files) => {
    expect(brokenSentences(treeOf(files))).toEqual([])
  })
})

describe('the map of the features', () => {
  test('has each folder once, below all it leans on', () => {
    expect(wrongInMap(readTree())).toEqual([])
  })

  test('one that is wrong is noticed', () => {
    const files = {
      'src/features/a/rule.ts': "import { y } from '../b/schema.ts'",
      'src/features/b/schema.ts': '',
      'src/features/c/copy.ts': '',
    }
    const map = 'src/features/README.md'
    expect(wrongInMap(treeOf({ ...files, [map]: '| `a` | x |\n| `b` | x |\n| `d` | x |\n' }))).toEqual([
      `${map} has no row for c`,
      `${map} has a row too many: d`,
      `${map} has a above b, on which it leans`,
    ])
  })
})

test('an import of types alone is told from one that leaves something to load', () => {
  const typeOnly = (code: string) => importsOf('a.ts', code).map((one) => one.typeOnly)
  expect(typeOnly("import type { A } from './b.ts'")).toEqual([true])
  expect(typeOnly("import { type A, type B } from './b.ts'")).toEqual([true])
  expect(typeOnly("import { type A, b } from './b.ts'")).toEqual([false])
  expect(typeOnly("export type { A } from './b.ts'")).toEqual([true])
  expect(typeOnly("type A = import('./b.ts').A")).toEqual([true])
  expect(typeOnly("import './b.ts'")).toEqual([false])
})
