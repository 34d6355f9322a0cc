/** What holds no clock, chance or connection by the house's rule, and so may be left out where nobody uses it. */
const pureFile = /\/src\/(?:catalogue|(?:content-schemas|features|kernel)\/(?:[\w-]+\/)*[\w-]+)\.ts$/

export interface Node {
  type: string
  start: number
  end: number
}
interface Declared extends Node {
  declaration?: Declared | null
  declarations?: { id: Node; init: Node | null }[]
}
interface Call extends Node {
  callee: Node & { object?: Node; property?: Node & { name?: string } }
  arguments: Node[]
}
type Parse = (code: string) => { body: Node[] }

/** The calls that make a file's own constants. */
const makings = (body: Node[]) =>
  (body as Declared[])
    .flatMap((statement) => (statement.declaration ?? statement).declarations ?? [])
    .flatMap(({ id, init }) => (id.type === 'Identifier' && init?.type === 'CallExpression' ? init : []))

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value

const nodesBelow = (node: Node): Node[] => [node, ...Object.values(node).flat().filter(isNode).flatMap(nodesBelow)]

/** What a schema says of itself for the document of the API and for editors: both are made at the build, from the files themselves. */
const descriptions = (body: Node[]) =>
  (body.flatMap(nodesBelow) as Call[]).flatMap(({ type, callee, arguments: said, end }) =>
    type === 'CallExpression' && callee.property?.name === 'meta' && callee.object && said.length === 1
      ? { start: callee.object.end, end }
      : [],
  )

/**
 * A pure file as the Worker has it. Schemas go without their descriptions; and of each constant it says that making it does
 * nothing else: schemas are made by calls, of which no bundler knows that by itself, and so every schema of a file would come
 * along with a limit that stands in it. Null for every other file.
 */
export const leanPure = (id: string, code: string, parse: Parse) => {
  if (!pureFile.test(id)) return null
  const plain = descriptions(parse(code).body)
    .sort((one, other) => other.start - one.start)
    .reduce((done, { start, end }) => done.slice(0, start) + done.slice(end), code)
  const lean = makings(parse(plain).body).reduceRight(
    (done, { start, end }) => `${done.slice(0, start)}/* @__PURE__ */ (() => ${done.slice(start, end)})()${done.slice(end)}`,
    plain,
  )
  return lean === code ? null : { code: lean, map: null }
}
