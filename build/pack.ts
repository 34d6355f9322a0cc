import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const packable = new Set(['.html', '.css', '.js', '.svg', '.xml', '.ics', '.txt', '.json'])
const smallestBytes = 512

/** What every page shares is packed as small as it gets, because there is little of it and each reader loads it. */
const shared = new Set(['.css', '.js', '.svg'])
const smallest = 11
/**
 * The pages grow in number. Above this quality the encoder of Node's zlib takes twenty to sixty times as long, for a
 * fifteenth of the bytes at the most.
 */
const quick = 8

/**
 * Lays a brotli and a gzip twin beside every text file, so that the Node host sends the smallest one without work. One
 * after the other, because to hand a page to another thread and back costs as much as to pack it.
 */
export const packFiles = (folder: string) => {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  for (const entry of entries) if (entry.isFile() && packable.has(extname(entry.name))) packFile(join(entry.parentPath, entry.name))
}

const packFile = (file: string) => {
  const bytes = readFileSync(file)
  if (bytes.length < smallestBytes) return
  const quality = shared.has(extname(file)) ? smallest : quick
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }
  writeFileSync(`${file}.br`, brotliCompressSync(bytes, options))
  writeFileSync(`${file}.gz`, gzipSync(bytes))
}
