import { writeFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** What many pages share is packed by the build, as small as it gets, because there is little of it and each reader loads it. */
export const sharedFile = /\.(css|js|svg)$/

/** Lays a brotli and a gzip twin beside a file. Pages are packed by the host, each when it is first asked for. */
export const packFile = (file: string, bytes: Uint8Array) => {
  writeFileSync(`${file}.br`, brotliCompressSync(bytes))
  writeFileSync(`${file}.gz`, gzipSync(bytes))
}
