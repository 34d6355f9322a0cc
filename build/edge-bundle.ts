import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AstroIntegration } from 'astro'

/**
 * What the passkey library brings along to check certificates of a device's maker. The site refuses an answer with a
 * certificate before the library sees it (`passkey-answer.server.ts`), so none of it can run.
 */
const onlyForCertificates =
  /@simplewebauthn\/server\/esm\/(?:registration\/verifications\/(?:tpm\/)?(verifyAttestation(?:FIDOU2F|AndroidSafetyNet|AndroidKey|Apple|TPM))|helpers\/(validateCertificatePath|getCertificateInfo|validateExtFIDOGenCEAAGUID|convertX509PublicKeyToCOSE|isCertRevoked)|metadata\/(verifyAttestationWithMetadata|verifyMDSBlob))\.js$/

const refusing = (name: string) => `export const ${name} = () => { throw new Error('certificates of makers are not checked here') }`

/** The renderer's filter of components, which knows one pattern here, would bring a whole matcher of patterns. */
const componentFilter = /@astrojs\/internal-helpers\/dist\/create-filter\.js$/
const islandsOnly = "export const createFilter = () => (id) => typeof id === 'string' && id.endsWith('.tsx')"

const leanPasskeys = {
  name: 'mulin-lean-passkeys',
  enforce: 'pre' as const,
  load: (id: string) => {
    const [, ...names] = onlyForCertificates.exec(id) ?? []
    const name = names.find(Boolean)
    if (name) return refusing(name)
    return componentFilter.test(id) ? islandsOnly : null
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

const shareStylesBelow = (folder: string) => {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.mjs')) continue
    const code = readFileSync(join(folder, name), 'utf8')
    const shared = shareStyles(code)
    if (shared !== code) writeFileSync(join(folder, name), shared)
  }
}

/** Makes the Worker small: it is loaded anew on every machine of the edge, while the Node host loads once. */
export const edgeBundle = (): AstroIntegration => {
  let server: URL
  return {
    name: 'mulin-edge-bundle',
    hooks: {
      'astro:config:setup': ({ updateConfig }) => {
        updateConfig({
          vite: { plugins: [leanPasskeys], environments: { ssr: { build: { rolldownOptions: { output: { minify: true } } } } } },
        })
      },
      'astro:config:done': ({ config }) => {
        server = config.build.server
      },
      'astro:build:done': () => shareStylesBelow(fileURLToPath(server)),
    },
  }
}
