import { createHmac } from 'node:crypto'
import { canonicalHash, signedHeaders, type UnsignedRequest, type VendorKey } from './canonical.ts'

const algorithm = 'ACS3-HMAC-SHA256'

/**
 * The Authorization header Alibaba Cloud wants. Every header of the request is signed. Source: V3版本请求体&签名机制,
 * https://help.aliyun.com/zh/sdk/product-overview/v3-request-structure-and-signature
 */
export const acs3Authorization = (key: VendorKey, request: UnsignedRequest) => {
  const signature = createHmac('sha256', key.secret)
    .update(`${algorithm}\n${canonicalHash(request)}`)
    .digest('hex')
  return `${algorithm} Credential=${key.id},SignedHeaders=${signedHeaders(request)},Signature=${signature}`
}
