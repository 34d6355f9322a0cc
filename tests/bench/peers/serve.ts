import { readFileSync, statSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join, normalize } from 'node:path'
import { packed } from '../../../functions/adapters/node-packed.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}
const packable = /\.(html|css|m?js|json|svg)$/

const fileOf = (folder: string, path: string) => {
  const file = join(folder, normalize(decodeURIComponent(path)))
  const stats = statSync(file, { throwIfNoEntry: false })
  return stats?.isDirectory() ? join(file, 'index.html') : file
}

/** A folder over HTTP, packed as this site packs its own, once a file. */
export const serveFolder = async (folder: string) => {
  const bodies = new Map<string, Promise<Buffer>>()
  const bodyOf = (file: string) => {
    const known = bodies.get(file)
    if (known) return known
    const body = packable.test(file) ? packed(readFileSync(file)) : Promise.resolve(readFileSync(file))
    bodies.set(file, body)
    return body
  }
  const server = createServer(async (request, response) => {
    const file = fileOf(folder, new URL(request.url ?? '/', 'http://x').pathname)
    try {
      const body = await bodyOf(file)
      response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream')
      if (packable.test(file)) response.setHeader('content-encoding', 'br')
      response.setHeader('content-length', body.length).end(body)
    } catch {
      response.writeHead(404).end()
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  return {
    port: (server.address() as AddressInfo).port,
    stop: () =>
      new Promise<void>((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
