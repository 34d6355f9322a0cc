import { readdir, readFile, writeFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

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

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Lays a brotli and a gzip twin beside every text file, so that the Node host sends the smallest one without work. */
export const packFiles = async (folder: string) => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile() && packable.has(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of files) {
    const bytes = await readFile(file)
    if (bytes.length < smallestBytes) continue
    const quality = shared.has(extname(file)) ? smallest : quick
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }
    const [small, plain] = await Promise.all([brotli(bytes, options), zip(bytes)])
    await Promise.all([writeFile(`${file}.br`, small), writeFile(`${file}.gz`, plain)])
  }
}
