import { gramsName, manifestName, pagesName, soundsName } from './parts.ts'
import type { Index } from './schema.ts'

/** The files an index is served in. */
export const indexFiles = ({ manifest, grams, pages, sounds }: Index): { name: string; data: object }[] => [
  { name: manifestName, data: manifest },
  { name: soundsName(manifest.version), data: sounds },
  ...grams.map((data, file) => ({ name: gramsName(manifest.version, file), data })),
  ...pages.map((data, file) => ({ name: pagesName(manifest.version, file), data })),
]
