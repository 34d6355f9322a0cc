import { createHmac } from 'node:crypto'
import { canonicalHash, signedHeaders, type UnsignedRequest, type VendorKey } from './canonical.ts'

const algorithm = 'TC3-HMAC-SHA256'

const hmac = (key: string | Uint8Array, text: string) => createHmac('sha256', key).update(text).digest()

/** This vendor signs headers in lower case, whatever case they travel in. */
const inLowerCase = (request: UnsignedRequest): UnsignedRequest => ({
  ...request,
  headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, value.toLowerCase()])),
})

/**
 * The Authorization header Tencent Cloud wants, for the service and the moment (epoch seconds) given. Every header of the
 * request is signed; at least content-type and host have to be. Source: 签名方法 v3,
 * https://www.tencentcloud.com/zh/document/product/1021/34193
 */
export const tc3Authorization = (key: VendorKey, service: string, seconds: number, request: UnsignedRequest) => {
  const date = new Date(seconds * 1000).toISOString().slice(0, 10)
  const scope = `${date}/${service}/tc3_request`
  const signingKey = hmac(hmac(hmac(`TC3${key.secret}`, date), service), 'tc3_request')
  const signature = hmac(signingKey, [algorithm, seconds, scope, canonicalHash(inLowerCase(request))].join('\n')).toString('hex')
  return `${algorithm} Credential=${key.id}/${scope}, SignedHeaders=${signedHeaders(request)}, Signature=${signature}`
}
