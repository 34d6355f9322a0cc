import { allImports, type Import } from './imports.ts'
import { impuritiesOf } from './purity.ts'
import type { Tree } from './tree.ts'

/** Libraries that only calculate. A pure file may use these and nothing else from outside. */
const pureLibraries = ['zod', 'zod-openapi', 'temporal-polyfill', 'rrule-temporal', 'pinyin-pro', 'ical-generator', 'uqr', 'opencc-js']

const packageOf = (specifier: string) => specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/')
const featureOf = (path: string | null) => path?.match(/^src\/features\/([^/]+)\//)?.[1]

const isTest = (path: string) => path.startsWith('tests/') || /\.test\.tsx?$/.test(path)
const isServer = (path: string) => path.endsWith('.server.ts')
/** An unsuffixed file: a rule, a schema, copy. */
const isPure = (path: string) =>
  /^src\/(features\/|kernel\/|content-schemas\/|(catalogue|openapi)\.ts)/.test(path) && /\/[^./]+\.ts$/.test(path) && !isTest(path)
const isIsland = (path: string) => path.startsWith('src/') && path.endsWith('.tsx') && !isTest(path)
const isDrawn = (path: string) => /^src\/(pages|layouts|components)\//.test(path) && /\.(astro|ts)$/.test(path) && !isTest(path)
const isRequestPage = (path: string, tree: Tree) =>
  path.startsWith('src/pages/') && /^\s*export const prerender = false/m.test(tree.get(path) ?? '')

type Sentence = (one: Import, tree: Tree) => boolean

/** 1. Does an unsuffixed file keep to unsuffixed files and libraries that only calculate? */
const pureImportsPure: Sentence = ({ from, to, specifier }) =>
  !isPure(from) || (to ? isPure(to) : pureLibraries.includes(packageOf(specifier)))

/** 2. Is a server file used only on the server? */
const serverStaysOnServer: Sentence = ({ from, to, part, typeOnly }, tree) => {
  if (!to || !isServer(to)) return true
  if (isServer(from) || from.startsWith('functions/') || isTest(from)) return true
  if (isIsland(from)) return typeOnly
  return part === 'module' && isRequestPage(from, tree)
}

/** 3. Does an island carry only what a browser may carry? */
const islandsAreLight: Sentence = ({ from, to, specifier, typeOnly }) => {
  if (!isIsland(from) || typeOnly) return true
  return to ? isPure(to) || isIsland(to) || to.startsWith('src/client/') : packageOf(specifier) === 'preact'
}

/** 4. Does a drawn thing only draw? `build/now.ts` is the one clock of a build. */
const drawnThingsDraw: Sentence = ({ from, to, specifier, part }, tree) => {
  if (!isDrawn(from)) return true
  if (!to) return /^(astro|virtual:mulin\/catalogue)(:|\/|$)/.test(specifier)
  if (part === 'script') return isPure(to) || to.startsWith('src/client/')
  if (/^src\/(layouts|components|styles)\//.test(to) || isPure(to) || isIsland(to) || to === 'build/now.ts') return true
  return isServer(to) && isRequestPage(from, tree)
}

/** 5. Does a feature reach another only through its schema, its rules or its exported reads? */
const featuresMeetAtTheDoor: Sentence = ({ from, to }) => {
  const [mine, other] = [featureOf(from), featureOf(to)]
  if (!to || !mine || !other || mine === other || isTest(from)) return true
  return isPure(to) || to.endsWith('/store.server.ts') || to.endsWith('/reads.server.ts')
}

/** 6. Is `functions/` the top: used only by itself and by tests? */
const functionsIsTheTop: Sentence = ({ from, to }) => !to?.startsWith('functions/') || from.startsWith('functions/') || isTest(from)

/** Relative, with the file's ending: what Node and every tool can follow without a table. */
const pathIsPlain: Sentence = ({ to, specifier }) =>
  to ? /\.(ts|tsx|astro|css|json|md|svg|mjs|sql)$/.test(to) : !/^([@~#]\/|\/)/.test(specifier)

const nothingImportsTests: Sentence = ({ from, to }) => !to || !isTest(to) || isTest(from) || from === 'vitest.config.ts'

const sentences: [string, Sentence][] = [
  ['1. an unsuffixed file imports only unsuffixed files and pure libraries', pureImportsPure],
  ['2. a server file is imported only on the server', serverStaysOnServer],
  ['3. an island imports unsuffixed files, client/ and Preact', islandsAreLight],
  ['4. pages, layouts and components only draw', drawnThingsDraw],
  ['5. a feature is reached through its schema, rules or reads', featuresMeetAtTheDoor],
  ['6. only tests and functions/ import functions/', functionsIsTheTop],
  ['imports are relative, with the ending', pathIsPlain],
  ['only tests import tests', nothingImportsTests],
]

const name = (path: string) => featureOf(path) ?? ''

/** Which features each feature reaches, tests aside. */
const edgesBetweenFeatures = (tree: Tree) => {
  const edges = new Map<string, Set<string>>()
  for (const { from, to } of allImports(tree)) {
    if (!to || isTest(from) || !name(from) || !name(to) || name(from) === name(to)) continue
    edges.set(name(from), (edges.get(name(from)) ?? new Set()).add(name(to)))
  }
  return edges
}

/** Features that reach each other in a ring, as `a > b > a`; each ring once. */
const circlesBetweenFeatures = (tree: Tree): string[] => {
  const edges = edgesBetweenFeatures(tree)
  const follow = (path: string[]): string[] =>
    [...(edges.get(path.at(-1) ?? '') ?? [])].flatMap((next) => {
      if (next === path[0]) return [[...path, next].join(' > ')]
      return path.includes(next) || next < (path[0] ?? '') ? [] : follow([...path, next])
    })
  return [...edges.keys()].sort().flatMap((start) => follow([start]))
}

export const brokenSentences = (tree: Tree): string[] => [
  ...allImports(tree).flatMap((one) => {
    const [sentence] = sentences.find(([, holds]) => !holds(one, tree)) ?? []
    return sentence ? [`${one.from} imports ${one.to ?? one.specifier} (${sentence})`] : []
  }),
  ...[...tree]
    .filter(([path]) => isPure(path))
    .flatMap(([path, text]) => impuritiesOf(path, text).map((use) => `${path} uses ${use} (1. no clock, randomness, fetch, process)`)),
  ...circlesBetweenFeatures(tree).map((ring) => `features in a circle: ${ring} (5. no circles)`),
]

const map = 'src/features/README.md'

/** What is wrong with the map of the features: each folder has one row, below the rows of all it reaches. */
export const wrongInMap = (tree: Tree): string[] => {
  const rows = [...(tree.get(map) ?? '').matchAll(/^\| `([\w-]+)` \|/gm)].map(([, row = '']) => row)
  const features = new Set([...tree.keys()].map(name).filter(Boolean))
  const reached = [...edgesBetweenFeatures(tree)].flatMap(([from, all]) => [...all].map((to) => ({ from, to })))
  return [
    ...[...features].filter((one) => !rows.includes(one)).map((one) => `${map} has no row for ${one}`),
    ...rows.filter((row, place) => !features.has(row) || rows.indexOf(row) !== place).map((row) => `${map} has a row too many: ${row}`),
    ...reached
      .filter(({ from, to }) => rows.indexOf(from) < rows.indexOf(to))
      .map(({ from, to }) => `${map} has ${from} above ${to}, on which it leans`),
  ]
}
