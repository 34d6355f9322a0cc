import { readFileSync } from 'node:fs'

/** What stands for a part of a library that no request reaches: it says so instead of doing half of something. */
const refusing = (name: string) => `() => { throw new Error('${name} is not a part of the Worker') }`

interface Absent {
  /** The end of a module's path. */
  module: RegExp
  /** What calls to it get that are made though there is nothing to do. Everything else it exports refuses. */
  answers?: Record<string, string>
  /** What it exports, where there is no file to read that from. */
  names?: string[]
}

/**
 * What the passkey library brings along to check certificates of a device's maker. The site refuses an answer with a
 * certificate before the library sees it (`passkey-answer.server.ts`), so none of it can run.
 */
const certificates: Absent[] = [
  {
    module:
      /@simplewebauthn\/server\/esm\/(?:registration\/verifications\/(?:tpm\/)?verifyAttestation(?:FIDOU2F|AndroidSafetyNet|AndroidKey|Apple|TPM)|helpers\/(?:validateCertificatePath|getCertificateInfo|validateExtFIDOGenCEAAGUID|convertX509PublicKeyToCOSE|convertCertBufferToPEM|isCertRevoked)|metadata\/(?:verifyAttestationWithMetadata|verifyMDSBlob))\.js$/,
  },
  // Kept under their names by the library's settings, and read only by what is refused above.
  { module: /\/@simplewebauthn\/server\/esm\/services\/defaultRootCerts\/[\w-]+\.js$/ },
  {
    module: /@simplewebauthn\/server\/esm\/services\/metadataService\.js$/,
    answers: { MetadataService: '{ getStatement: async () => undefined }' },
  },
]

/** The document of the API is made at the build (`src/pages/api/openapi.json.ts`); no request asks a schema for one. */
const documents: Absent[] = [{ module: /zod\/v4\/core\/(?:to-json-schema|json-schema-processors|json-schema-generator)\.js$/ }]

/** Sheets are read as rows of cells; the schemas of that library are not ours. */
const sheets: Absent[] = [{ module: /\/read-excel-file\/modules\/parseSheetData\/\w+\.js$/ }]

/** The database is spoken to in JSON: the other shape belongs to a version of the protocol that the client does not ask for. */
const databases: Absent[] = [{ module: /\/@libsql\/hrana-client\/lib-esm\/(?:encoding\/protobuf\/\w+|(?:http|shared)\/protobuf_\w+)\.js$/ }]

/** What of Astro this site does not use: actions, server islands, pictures made on request, several languages, a cache of pages. */
const unused: Absent[] = [
  { module: /\/astro\/dist\/actions\/handler\.js$/, answers: { handleAction: '() => undefined' } },
  { module: /\/astro\/dist\/actions\/load\.js$/ },
  {
    module: /\/astro\/dist\/actions\/utils\.js$/,
    answers: { hasActionPayload: '() => false', createGetActionResult: '() => () => undefined', createCallAction: '() => () => undefined' },
  },
  { module: /\/astro\/dist\/actions\/runtime\/(?:client|server)\.js$/ },
  {
    module: /\/astro\/dist\/core\/server-islands\/endpoint\.js$/,
    answers: {
      createEndpoint: '() => ({})',
      SERVER_ISLAND_COMPONENT: "'_server-islands.astro'",
      SERVER_ISLAND_ROUTE: "'/_server-islands/[name]'",
    },
  },
  {
    module: /\/astro\/dist\/runtime\/server\/render\/server-islands\.js$/,
    answers: { containsServerDirective: '() => false' },
  },
  { module: /\/astro\/dist\/core\/i18n\/handler\.js$/, answers: { getI18n: '() => undefined' } },
  { module: /\/astro\/dist\/core\/i18n\/domain\.js$/, answers: { computePathnameFromDomain: '() => undefined' } },
  { module: /\/astro\/dist\/i18n\/(?:utils|router|fallback)\.js$/ },
  { module: /\/astro\/dist\/core\/cache\/runtime\/(?:cache|route-matching)\.js$/ },
  { module: /\/astro\/dist\/core\/render\/paginate\.js$/, answers: { generatePaginateFunction: '() => () => []' } },
  { module: /\/astro\/dist\/core\/errors\/(?:dev|build)-handler\.js$/ },
  { module: /\/astro\/dist\/core\/errors\/printer\.js$/ },
  { module: /virtual:astro:routes$/, answers: { routes: '[]' }, names: ['routes'] },
  { module: /\/astro\/dist\/template\/4xx\.js$/ },
  { module: /\/astro\/dist\/assets\/(?!utils\/getAssetsPrefix).*\.js$/ },
  {
    module: /\/@astrojs\/cloudflare\/dist\/entrypoints\/image-[\w-]+\.js$/,
    answers: { prerender: 'false', GET: 'async () => new Response(null, { status: 404 })' },
  },
]

const absent = [...certificates, ...documents, ...sheets, ...databases, ...unused]

const exported = /^export (?:default|(?:async )?(?:const|let|function\*?|class) (\w+))|^export \{([^}]*)\}/gm

/** The names a module of a library exports, as its file says them; `default` is one of them. */
const exportedNames = (code: string) =>
  [...code.matchAll(exported)].flatMap(([, name, list]) =>
    list === undefined
      ? [name ?? 'default']
      : list.split(',').flatMap(
          (item) =>
            item
              .trim()
              .split(/\s+as\s+/)
              .at(-1) || [],
        ),
  )

/** The module that stands in the Worker for this one, or null where it stays as it is. */
export const standIn = (id: string) => {
  const found = absent.find(({ module }) => module.test(id))
  if (!found) return null
  return (found.names ?? exportedNames(readFileSync(id, 'utf8')))
    .map((name) => `export ${name === 'default' ? 'default' : `const ${name} =`} ${found.answers?.[name] ?? refusing(name)}`)
    .join('\n')
}
