import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ContentFile } from './content.ts'

const imageEnding = /\.(avif|gif|jpe?g|png|webp)$/i

/** Every file of `content/` below `root`, by path; names that begin with a dot are no content. Images are listed, not read. */
export const readContentFiles = (root: string): ContentFile[] =>
  pathsBelow(root, 'content')
    .sort()
    .map((path) => {
      const file = join(root, path)
      return imageEnding.test(path) ? { path, text: '', bytes: statSync(file).size } : { path, text: decode(readFileSync(file)) }
    })

const pathsBelow = (root: string, folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true }).flatMap((item) => {
    if (item.name.startsWith('.')) return []
    const path = `${folder}/${item.name}`
    return item.isDirectory() ? pathsBelow(root, path) : [path]
  })

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** The text with plain line ends and without a byte order mark (TextDecoder drops it), or null. */
const decode = (bytes: Uint8Array) => {
  try {
    return utf8.decode(bytes).replaceAll(/\r\n?/g, '\n')
  } catch {
    return null
  }
}
