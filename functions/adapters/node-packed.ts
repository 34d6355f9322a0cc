import { readdirSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { extname, join, relative, sep } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants } from 'node:zlib'
import type { MiddlewareHandler } from 'hono'

const packable = new Set(['.html', '.xml', '.ics', '.txt', '.json'])
const smallestBytes = 512
/** Above this quality the encoder of Node's zlib takes twenty to sixty times as long, for a fifteenth of the bytes at the most. */
const quality = 8

const brotli = promisify(brotliCompress)

/** Brotli as the site sends it. */
export const packed = (bytes: Uint8Array) =>
  brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })

/** Written beside and moved into place, so that a stop in between leaves no half file. */
const layTwin = async (file: string) => {
  const bytes = await readFile(file)
  if (bytes.length < smallestBytes) return
  await writeFile(`${file}.part`, await packed(bytes))
  await rename(`${file}.part`, `${file}.br`)
}

/** A file is asked for by its path, a page by its folder. */
const addressOf = (path: string) => path.replace(/\/(index\.html)?$/, '')

/** Texts below `folder` without a packed twin, by address. */
const filesWithoutTwin = (folder: string) => {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((entry) =>
    entry.isFile() ? [join(entry.parentPath, entry.name)] : [],
  )
  const all = new Set(files)
  const bare = files.filter((file) => packable.has(extname(file)) && !all.has(`${file}.br`))
  return new Map(bare.map((file) => [addressOf(`/${relative(folder, file).replaceAll(sep, '/')}`), file]))
}

/**
 * Packs a page or another text of the site when somebody first asks for it who reads brotli, and lays the packed twin beside it
 * for all who come after. Where it cannot be written, the text is sent as it lies.
 */
export const packedWhenAsked = (folder: string): MiddlewareHandler => {
  const bare = filesWithoutTwin(folder)
  const underWay = new Map<string, Promise<void>>()

  const pack = (address: string, file: string) => {
    const work = layTwin(file)
      .catch(() => {})
      .finally(() => {
        bare.delete(address)
        underWay.delete(address)
      })
    underWay.set(address, work)
    return work
  }

  return async (c, next) => {
    const address = addressOf(c.req.path)
    const file = bare.get(address)
    if (file && /\bbr\b/.test(c.req.header('accept-encoding') ?? '')) await (underWay.get(address) ?? pack(address, file))
    await next()
  }
}
