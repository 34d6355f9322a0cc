import ts from 'typescript'
import { codeOf, parse, walk } from './imports.ts'

const impureNames = new Set(['process', 'fetch', 'crypto', 'performance', 'setTimeout', 'setInterval', 'globalThis', 'localStorage'])
const impureMembers = new Set(['Date.now', 'Math.random', 'Temporal.Now', 'import.meta.env'])

const declaredNames = (file: ts.SourceFile) => {
  const names = new Set<string>()
  walk(file, (node) => {
    const declares =
      ts.isVariableDeclaration(node) ||
      ts.isParameter(node) ||
      ts.isBindingElement(node) ||
      ts.isFunctionDeclaration(node) ||
      ts.isImportSpecifier(node)
    if (declares && node.name && ts.isIdentifier(node.name)) names.add(node.name.text)
  })
  return names
}

/** An identifier that reads a variable: not a property's name, not a key, not part of a type. */
const readsVariable = (node: ts.Identifier) => {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  return (
    ts.isExpression(parent) || ts.isVariableDeclaration(parent) || ts.isReturnStatement(parent) || ts.isShorthandPropertyAssignment(parent)
  )
}

const isDate = (node: ts.Expression) => ts.isIdentifier(node) && node.text === 'Date'

const impurityOf = (node: ts.Node, declared: Set<string>) => {
  if (ts.isIdentifier(node) && impureNames.has(node.text) && !declared.has(node.text) && readsVariable(node)) return node.text
  if (ts.isPropertyAccessExpression(node) && impureMembers.has(node.getText())) return node.getText()
  if (ts.isNewExpression(node) && isDate(node.expression) && !node.arguments?.length) return 'new Date()'
  if (ts.isCallExpression(node) && isDate(node.expression)) return 'Date()'
  return null
}

/** Where the code asks the world for something: the clock, chance, the network, the process. Empty for a pure file. */
export const impuritiesOf = (path: string, text: string): string[] =>
  codeOf(path, text).flatMap(({ code }) => {
    const file = parse(path, code)
    const declared = declaredNames(file)
    const found: string[] = []
    walk(file, (node) => {
      const impurity = impurityOf(node, declared)
      if (impurity) found.push(impurity)
    })
    return [...new Set(found)]
  })
