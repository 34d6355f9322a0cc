import { createHash } from 'node:crypto'

/** A POST to the root of a vendor's host, before it is signed. Header names are in lower case, `host` among them. */
export interface UnsignedRequest {
  query: string
  headers: Record<string, string>
  body: string
}

/** What a vendor of text messages knows us by. */
export interface VendorKey {
  id: string
  secret: string
}

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** Names of the headers a signature covers, as both vendors list them. */
export const signedHeaders = ({ headers }: UnsignedRequest) => Object.keys(headers).sort().join(';')

/** Fingerprint of the request in the one form that both vendors sign: method, path, query, headers, their names, body. */
export const canonicalHash = (request: UnsignedRequest) => {
  const lines = Object.keys(request.headers)
    .sort()
    .map((name) => `${name}:${request.headers[name]}\n`)
  return sha256(['POST', '/', request.query, lines.join(''), signedHeaders(request), sha256(request.body)].join('\n'))
}

const percentEncode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

/** A query string sorted by name and encoded by RFC 3986, so that it is signed exactly as it travels. */
export const canonicalQuery = (values: Record<string, string>) =>
  Object.keys(values)
    .sort()
    .map((name) => `${percentEncode(name)}=${percentEncode(values[name] ?? '')}`)
    .join('&')
