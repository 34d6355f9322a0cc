import { posix } from 'node:path'
import ts from 'typescript'
import type { Tree } from './tree.ts'

/** One import, re-export, dynamic import or type reference. */
export interface Import {
  from: string
  specifier: string
  /** Path from the root for a relative import, else null: a package or a virtual module. */
  to: string | null
  /** Nothing of it is left when the types are stripped. */
  typeOnly: boolean
  /** `script` is a `<script>` of an Astro file: it runs in the browser, its front matter does not. */
  part: 'module' | 'script'
}

const fence = /^\s*---\r?\n([\s\S]*?)^---\s*$/m

/** The TypeScript of a file: itself, or the front matter and scripts of an Astro file. */
export const codeOf = (path: string, text: string): { code: string; part: Import['part'] }[] => {
  if (/\.tsx?$/.test(path)) return [{ code: text, part: 'module' }]
  if (!path.endsWith('.astro')) return []
  const scripts = [...text.replace(fence, '').matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)]
  return [{ code: fence.exec(text)?.[1] ?? '', part: 'module' }, ...scripts.map(([, code = '']) => ({ code, part: 'script' as const }))]
}

/** The template of an Astro file: without front matter, scripts, styles and comments. */
export const templateOf = (text: string) =>
  text
    .replace(fence, '')
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1>/g, '')
    .replace(/<!--[\s\S]*?-->|\/\*[\s\S]*?\*\//g, '')

export const parse = (path: string, code: string) =>
  ts.createSourceFile(path, code, ts.ScriptTarget.Latest, true, path.endsWith('.tsx') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)

export const walk = (node: ts.Node, visit: (node: ts.Node) => void): void => {
  visit(node)
  node.forEachChild((child) => walk(child, visit))
}

const textOf = (node: ts.Node | undefined) => (node && ts.isStringLiteralLike(node) ? node.text : undefined)

const onlyTypes = (names: ts.NodeArray<ts.ImportSpecifier | ts.ExportSpecifier>) =>
  names.length > 0 && names.every(({ isTypeOnly }) => isTypeOnly)

const importHasOnlyTypes = (clause: ts.ImportClause | undefined) => {
  if (!clause) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  return !clause.name && !!clause.namedBindings && ts.isNamedImports(clause.namedBindings) && onlyTypes(clause.namedBindings.elements)
}

const exportHasOnlyTypes = ({ isTypeOnly, exportClause }: ts.ExportDeclaration) =>
  isTypeOnly || (!!exportClause && ts.isNamedExports(exportClause) && onlyTypes(exportClause.elements))

const importIn = (node: ts.Node): { specifier: string; typeOnly: boolean } | null => {
  const found = (specifier: string | undefined, typeOnly: boolean) => (specifier === undefined ? null : { specifier, typeOnly })
  if (ts.isImportDeclaration(node)) return found(textOf(node.moduleSpecifier), importHasOnlyTypes(node.importClause))
  if (ts.isExportDeclaration(node)) return found(textOf(node.moduleSpecifier), exportHasOnlyTypes(node))
  if (ts.isImportTypeNode(node)) return found(ts.isLiteralTypeNode(node.argument) ? textOf(node.argument.literal) : undefined, true)
  if (!ts.isCallExpression(node)) return null
  const called =
    node.expression.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(node.expression) && node.expression.text === 'require')
  return called ? found(textOf(node.arguments[0]), false) : null
}

const resolve = (from: string, specifier: string) =>
  specifier.startsWith('.') ? posix.normalize(posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ''))) : null

export const importsOf = (path: string, text: string): Import[] =>
  codeOf(path, text).flatMap(({ code, part }) => {
    const found: Import[] = []
    walk(parse(path, code), (node) => {
      const one = importIn(node)
      if (one) found.push({ from: path, to: resolve(path, one.specifier), part, ...one })
    })
    return found
  })

export const allImports = (tree: Tree): Import[] => [...tree].flatMap(([path, text]) => importsOf(path, text))
