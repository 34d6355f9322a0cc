import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'
import { standIn } from './edge-absent.ts'
import { leanManifest } from './edge-manifest.ts'
import { leanPure } from './edge-pure.ts'

type Parsed = ReturnType<Parameters<typeof leanPure>[2]>

/** The renderer's filter of components, which knows one pattern here, would bring a whole matcher of patterns. */
const componentFilter = /@astrojs\/internal-helpers\/dist\/create-filter\.js$/
const islandsOnly = "export const createFilter = () => (id) => typeof id === 'string' && id.endsWith('.tsx')"

/** What Astro says of each mistake of a developer, at length: the Worker's log has the mistake's name. */
const mistakes = /\/astro\/dist\/core\/errors\/errors-data\.js$/
const namesOf = async (id: string) =>
  Object.entries((await import(/* @vite-ignore */ id)) as Record<string, { message?: unknown }>)
    .map(([name, { message }]) => {
      const text = JSON.stringify(name)
      return `export const ${name} = { name: ${text}, title: ${text}, message: ${typeof message === 'function' ? `() => ${text}` : text} }`
    })
    .join('\n')

/** The signatures of passkeys: the platform reads them as they come, where the library brings a reader of certificates' language. */
const signatures = /@simplewebauthn\/server\/esm\/helpers\/iso\/isoCrypto\/(verifyEC2|unwrapEC2Signature)\.js$/
const platformSignatures = fileURLToPath(new URL('../functions/adapters/edge-signature.ts', import.meta.url))

const onlyWhatRuns = {
  name: 'mulin-only-what-runs',
  enforce: 'pre' as const,
  applyToEnvironment: ({ name }: { name: string }) => name === 'ssr',
  load: (id: string) => {
    const [, signature] = signatures.exec(id) ?? []
    if (signature) return `export { ${signature} } from ${JSON.stringify(platformSignatures)}`
    if (mistakes.test(id)) return namesOf(id)
    return componentFilter.test(id) ? islandsOnly : standIn(id)
  },
}

const inlineStyle = /(?<="type":"inline","content":)"((?:[^"\\]|\\.)*)"/g
const lineBreak = '\\n'

/**
 * Every on-request page's row in Astro's manifest holds the styles of the whole site in full, a line for each file they come
 * from: here each line stands once, and a row is the sum of its lines.
 */
export const shareStyles = (code: string) => {
  const places = new Map<string, number>()
  const placeOf = (line: string) => {
    const place = places.get(line) ?? places.size
    places.set(line, place)
    return `mulinStyles[${place}]`
  }
  const shared = code.replace(inlineStyle, (_, style: string) => `[${style.split(lineBreak).map(placeOf)}].join("${lineBreak}")`)
  return places.size === 0 ? code : `const mulinStyles=[${[...places.keys()].map((line) => `"${line}"`)}];${shared}`
}

const rewriteBelow = (folder: string, rewrite: (code: string) => string) => {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.mjs')) continue
    const code = readFileSync(join(folder, name), 'utf8')
    const rewritten = rewrite(code)
    if (rewritten !== code) writeFileSync(join(folder, name), rewritten)
  }
}

/** A constant nobody uses is not made just because its making reads another. */
const treeshake = { propertyReadSideEffects: false as const }

const leanPureFiles = {
  name: 'mulin-lean-pure-files',
  enforce: 'post' as const,
  applyToEnvironment: ({ name }: { name: string }) => name === 'ssr',
  transform(this: { parse: (code: string) => Parsed }, code: string, id: string) {
    return leanPure(id, code, (text) => this.parse(text))
  },
}

/** Makes the Worker small: it is loaded anew on every machine of the edge, while the Node host loads once. */
export const edgeBundle = (): AstroIntegration => {
  let server: URL
  let root: URL
  return {
    name: 'mulin-edge-bundle',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: {
            plugins: [onlyWhatRuns, leanPureFiles],
            environments: {
              ssr: {
                build: {
                  rolldownOptions: {
                    treeshake,
                    output: { minify: true, codeSplitting: { groups: [{ name: 'site', test: /\.(?:ts|m?js)$/ }] } },
                  },
                },
              },
            },
          },
        })
      },
      'astro:config:done': ({ config }) => {
        server = config.build.server
        root = config.root
      },
      'astro:build:done': () =>
        // Where the site was built is nobody's business, and the names of files are long enough without it.
        rewriteBelow(fileURLToPath(server), (code) => shareStyles(leanManifest(code)).replaceAll(fileURLToPath(root), '/')),
    },
  }
}
