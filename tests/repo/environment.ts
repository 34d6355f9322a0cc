import ts from 'typescript'
import { codeOf, parse, walk } from './imports.ts'
import type { Tree } from './tree.ts'

const variableName = /^[A-Z][A-Z0-9_]*$/

/** What Vite and Astro put there themselves. */
const builtIn = new Set(['DEV', 'PROD', 'MODE', 'SSR', 'BASE_URL', 'SITE', 'ASSETS_PREFIX'])

/** What every system sets and nobody needs to be told. */
const ofTheSystem = new Set(['PATH'])

/** `process.env`, `import.meta.env`, or `env` as a Worker is handed it. */
const isEnvironment = (node: ts.Expression) => /(^|\.)env$/.test(node.getText())

/** Astro's getter, and the edge's own that insists on an answer. */
const isGetter = (node: ts.Expression) => ts.isIdentifier(node) && /^(getSecret|getEnv|need)$/.test(node.text)

const nameRead = (node: ts.Node): string | null => {
  if (ts.isPropertyAccessExpression(node)) return isEnvironment(node.expression) ? node.name.text : null
  const read = ts.isElementAccessExpression(node) && isEnvironment(node.expression) ? node.argumentExpression : undefined
  const asked = ts.isCallExpression(node) && isGetter(node.expression) ? node.arguments[0] : undefined
  const name = read ?? asked
  if (!name) return null
  return ts.isStringLiteralLike(name) ? name.text : '*'
}

const namesTaken = (node: ts.Node): string[] => {
  const taken =
    ts.isVariableDeclaration(node) && node.initializer && isEnvironment(node.initializer) && ts.isObjectBindingPattern(node.name)
  return taken ? node.name.elements.map(({ propertyName, name }) => (propertyName ?? name).getText()) : []
}

const isCode = (path: string) => /^(src|functions|build|scripts|tests)\/.*\.(ts|tsx|astro)$|^[a-z.]+\.config\.ts$/.test(path)

/** Every environment variable the code reads, with the files that read it; `*` is one whose name the code makes up. */
const variablesRead = (tree: Tree): Map<string, string[]> => {
  const read = new Map<string, string[]>()
  for (const [path, text] of tree) {
    if (!isCode(path)) continue
    for (const { code } of codeOf(path, text))
      walk(parse(path, code), (node) => {
        for (const name of [nameRead(node), ...namesTaken(node)])
          if (name && (name === '*' || (variableName.test(name) && !builtIn.has(name) && !ofTheSystem.has(name))))
            read.set(name, [...new Set([...(read.get(name) ?? []), path])])
      })
  }
  return read
}

/** The first column of README's table of variables. */
const variablesDocumented = (tree: Tree) =>
  [...(tree.get('README.md') ?? '').matchAll(/^\|\s*`([A-Z][A-Z0-9_]*)`\s*\|/gm)].map(([, name = '']) => name)

const bindings = (tree: Tree) => [...(tree.get('wrangler.jsonc') ?? '').matchAll(/"binding":\s*"(\w+)"/g)].map(([, name]) => name)

/** Variables read and not documented, documented and not read, or read by a made-up name. */
export const brokenVariables = (tree: Tree): string[] => {
  const read = variablesRead(tree)
  const documented = variablesDocumented(tree)
  return [
    ...(read.get('*') ?? []).map((path) => `${path} reads a variable whose name it makes up`),
    ...[...read.keys()]
      .filter((name) => name !== '*' && !documented.includes(name) && !bindings(tree).includes(name))
      .map((name) => `README.md does not explain ${name}`),
    ...documented.filter((name) => !read.has(name)).map((name) => `README.md explains ${name}, which nothing reads`),
  ]
}
