import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface HeardRequest {
  method: string
  path: string
  query: string
  headers: IncomingHttpHeaders
  body: string
}

/** What the vendor says: a status and a text, or `silence` for one that takes the request and never answers. */
export type VendorAnswer = { status: number; text: string; location?: string } | 'silence'

const textOf = async (stream: AsyncIterable<Uint8Array>) => {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** A server on this machine that stands in for a vendor of text messages until the test ends, and keeps what it heard. */
export const openSmsVendor = async (answer: VendorAnswer) => {
  const heard: HeardRequest[] = []
  const server = createServer(async (request, response) => {
    const { method = '', url = '', headers } = request
    const [path = '', query = ''] = url.split('?')
    heard.push({ method, path, query, headers, body: await textOf(request) })
    if (answer === 'silence') return
    const { status, text, location } = answer
    response.writeHead(status, { 'content-type': 'application/json', ...(location && { location }) }).end(text)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, heard }
}

/** As the hosts hand it out: it gives up by itself. */
export const fetchWithin =
  (milliseconds: number): typeof fetch =>
  (input, init) =>
    fetch(input, { ...init, signal: AbortSignal.timeout(milliseconds) })
