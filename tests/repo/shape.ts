import { lineCount, type Tree } from './tree.ts'

const readmeMaxLines = 60
const fileMaxLines = 160
const testMaxLines = 240
const usualMaxLines = 120

/** Plumbing has generic names, rules have interesting names; an unsuffixed file is pure; an island begins with a capital. */
const kinds = [
  /^README\.md$/,
  /^[a-z0-9-]+\.ts$/,
  /^[a-z0-9-]+\.server\.ts$/,
  /^[A-Z][A-Za-z0-9]*\.tsx$/,
  /^[A-Za-z0-9-]+(\.[a-z0-9-]+)?\.test\.tsx?$/,
]

const filesOfFeatures = (tree: Tree) => {
  const features = new Map<string, string[]>()
  for (const path of tree.keys()) {
    const [, feature, file] = /^src\/features\/([^/]+)\/(.+)$/.exec(path) ?? []
    if (feature && file) features.set(feature, [...(features.get(feature) ?? []), file])
  }
  return features
}

export const misshapenFeatures = (tree: Tree): string[] =>
  [...filesOfFeatures(tree)].flatMap(([feature, files]) => {
    const folder = `src/features/${feature}`
    const readme = tree.get(`${folder}/README.md`) ?? ''
    return [
      ...['README.md', 'schema.ts', 'copy.ts'].filter((file) => !files.includes(file)).map((file) => `${folder} has no ${file}`),
      ...(files.some((file) => /\.test\.tsx?$/.test(file)) ? [] : [`${folder} has no test`]),
      ...(lineCount(readme) > readmeMaxLines ? [`${folder}/README.md has more than ${readmeMaxLines} lines`] : []),
      ...files.filter((file) => !kinds.some((kind) => kind.test(file))).map((file) => `${folder}/${file} is of no known kind`),
    ]
  })

const isCode = (path: string) => /^(src|functions|build|scripts|tests)\/.*\.(ts|tsx|astro)$/.test(path)
const isTest = (path: string) => /\.test\.tsx?$/.test(path)

export const longFiles = (tree: Tree): string[] =>
  [...tree].flatMap(([path, text]) => {
    const most = isTest(path) ? testMaxLines : fileMaxLines
    return isCode(path) && lineCount(text) > most ? [`${path} has more than ${most} lines`] : []
  })

/** The part of code files that stay under 120 lines, 0 to 1. */
export const partOfSmallFiles = (tree: Tree) => {
  const files = [...tree].filter(([path]) => isCode(path) && !isTest(path))
  return files.filter(([, text]) => lineCount(text) <= usualMaxLines).length / Math.max(1, files.length)
}
