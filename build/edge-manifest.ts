interface Manifest {
  routes: { routeData: { route: string; pathname?: string; pattern: string; prerender: boolean; component: string } }[]
  componentMetadata: [string, unknown][]
  entryModules: Record<string, string>
  csp?: Record<string, unknown> & { scriptDirective?: Record<string, unknown>; styleDirective?: Record<string, unknown> }
}
type Route = Manifest['routes'][number]['routeData']

const unused = ['/_image', '/_server-islands/[name]']

/** A page made at the build has to stand in the way of an on-request one that its address fits too; no other needs a row. */
const isInTheWay = (route: Route, onRequest: RegExp[]) =>
  route.route === '/404' || (route.pathname !== undefined && onRequest.some((pattern) => pattern.test(route.pathname ?? '')))

/** Astro writes a hash for each page that has the style, and the same styles stand in all of them. */
const onceEach = (part: Record<string, unknown> | undefined) =>
  part && Object.fromEntries(Object.entries(part).map(([key, value]) => [key, Array.isArray(value) ? [...new Set(value)] : value]))

/** What a request at the edge asks of Astro's manifest. */
const lean = (manifest: Manifest): Manifest => {
  const made = manifest.routes.filter(({ routeData }) => !unused.includes(routeData.route))
  const onRequest = made.filter(({ routeData }) => !routeData.prerender).map(({ routeData }) => new RegExp(routeData.pattern))
  const routes = made.filter(({ routeData }) => !routeData.prerender || isInTheWay(routeData, onRequest))
  const isDrawn = (file: string) => !file.includes('/src/pages/') || routes.some(({ routeData }) => file.endsWith(routeData.component))
  const { csp } = manifest
  return {
    ...manifest,
    routes,
    componentMetadata: manifest.componentMetadata.filter(([file]) => isDrawn(file)),
    entryModules: Object.fromEntries(Object.entries(manifest.entryModules).filter(([, file]) => !file.endsWith('.mjs'))),
    ...(csp && {
      csp: { ...onceEach(csp), scriptDirective: onceEach(csp.scriptDirective), styleDirective: onceEach(csp.styleDirective) } as typeof csp,
    }),
  }
}

const token = /"(?:[^"\\]|\\.)*"|[{}]/g

/** Where the JSON object ends that begins at that place of a program. */
const endOfObject = (code: string, start: number) => {
  token.lastIndex = start
  let depth = 0
  for (let found = token.exec(code); found; found = token.exec(code)) {
    if (found[0] === '{') depth++
    if (found[0] === '}' && --depth === 0) return token.lastIndex
  }
  throw new Error('the manifest of Astro has no end')
}

/** A program of the Worker with Astro's manifest, if it stands in it, made small. */
export const leanManifest = (code: string) => {
  const start = code.indexOf('{"rootDir":')
  if (start < 0) return code
  const end = endOfObject(code, start)
  return code.slice(0, start) + JSON.stringify(lean(JSON.parse(code.slice(start, end)))) + code.slice(end)
}
