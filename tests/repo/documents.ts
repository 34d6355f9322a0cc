import { posix } from 'node:path'
import { lineCount, type Tree } from './tree.ts'

const isDocument = (path: string) => /^(content\/|src\/features\/([^/]+\/)?)?README\.md$|^docs\/.*\.md$/.test(path)

const documents = (tree: Tree) => [...tree].filter(([path]) => isDocument(path))

interface Package {
  scripts?: Record<string, string>
  [kind: string]: Record<string, string> | undefined
}

export const packageOf = (tree: Tree): Package => JSON.parse(tree.get('package.json') ?? '{}')

/** `npm run X`, `npm start` and `npm test` in documents that package.json does not know. */
export const unknownCommands = (tree: Tree): string[] =>
  documents(tree).flatMap(([path, text]) =>
    [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)]
      .map(([, named, short]) => named ?? short ?? '')
      .filter((script) => !packageOf(tree).scripts?.[script])
      .map((script) => `${path}: npm has no script ${script}`),
  )

const withoutFences = (text: string) => text.replace(/^(```|~~~)[\s\S]*?^\1/gm, '')
const fileEnding = /\.(ts|tsx|astro|md|yml|yaml|json|jsonc|css|mjs|sql|svg|png|sh)$/
const mediaType = /^(application|text|image|multipart)\//

/** Something in backticks that names a file or folder: not an address of the site, a package, a pattern or a media type. */
const namesPath = (span: string, tree: Tree) => {
  if (!/^(\.{1,2}\/)*[\w.[\]-]+(\/[\w.[\]-]+)*\/?$/.test(span)) return false
  if (!span.includes('/')) return /^.+\.\w+$/.test(span) && fileEnding.test(span)
  const packages = ['dependencies', 'devDependencies', 'optionalDependencies'].flatMap((kind) => Object.keys(packageOf(tree)[kind] ?? {}))
  return !mediaType.test(span) && !packages.includes(span.split('/')[0] ?? '')
}

const exists = (wanted: string, document: string, tree: Tree) => {
  const path = wanted.replace(/\/$/, '')
  const places = [posix.normalize(path), posix.normalize(posix.join(posix.dirname(document), path))]
  const paths = [...tree.keys()]
  if (places.some((place) => paths.some((one) => one === place || one.startsWith(`${place}/`)))) return true
  return !path.includes('/') && paths.some((one) => posix.basename(one) === path)
}

/** Made by a command, so they are not in the repository. */
const madeLater = /^(\.\/)?(data|dist|node_modules)(\/|$)/

/** Paths in backticks and relative links that lead nowhere. */
export const missingPaths = (tree: Tree): string[] =>
  documents(tree).flatMap(([document, text]) => {
    const prose = withoutFences(text)
    const spans = [...prose.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span).filter((span) => namesPath(span, tree))
    const links = [...prose.replace(/`[^`\n]+`/g, '').matchAll(/\]\(([^)\s#]+)/g)]
      .map(([, link = '']) => link)
      .filter((link) => !/^([a-z]+:|\/)/.test(link))
    return [...spans, ...links]
      .filter((path) => !madeLater.test(path) && !exists(path, document, tree))
      .map((path) => `${document}: there is no ${path}`)
  })

const partsOfDecision = ['The question', 'What was chosen', 'What was not chosen', 'How to tell it was wrong']
const decisionMaxLines = 60

/** Records of decisions that are not one page of four parts under a number of their own. */
export const misshapenDecisions = (tree: Tree): string[] => {
  const records = [...tree].filter(([path]) => path.startsWith('docs/decisions/'))
  const numbers = records.map(([path]) => posix.basename(path).slice(0, 4))
  return records.flatMap(([path, text], place) => [
    ...(/\/\d{4}-[a-z0-9-]+\.md$/.test(path) ? [] : [`${path} is not named NNNN-some-words.md`]),
    ...(numbers.indexOf(numbers[place] ?? '') === place ? [] : [`${path} has the number of another record`]),
    ...(lineCount(text) > decisionMaxLines ? [`${path} has more than ${decisionMaxLines} lines`] : []),
    ...partsOfDecision.filter((part) => !new RegExp(`^## ${part}$`, 'm').test(text)).map((part) => `${path} has no part “## ${part}”`),
  ])
}
