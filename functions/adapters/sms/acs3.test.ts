import { expect, test } from 'vitest'
import { acs3Authorization } from './acs3.ts'
import { canonicalHash, canonicalQuery } from './canonical.ts'

/** The example with fixed values on Alibaba Cloud's page on signature V3 (RunInstances), which gives every hash. */
const published = {
  query: canonicalQuery({ RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' }),
  headers: {
    'x-acs-version': '2014-05-26',
    'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
    'x-acs-date': '2023-10-26T10:22:32Z',
    'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-acs-action': 'RunInstances',
    host: 'ecs.cn-shanghai.aliyuncs.com',
  },
  body: '',
}

test('the request of Alibaba Cloud’s own example gets the signature it is published with', () => {
  expect(canonicalHash(published)).toBe('7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259')
  expect(acs3Authorization({ id: 'YourAccessKeyId', secret: 'YourAccessKeySecret' }, published)).toBe(
    'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
  )
})

test('a query is sorted by name, and encoded by RFC 3986 rather than as a form', () => {
  expect(canonicalQuery({ b: "a b*c~d/e!'()", a: '梧桐里', Z: '{"code":"1"}' })).toBe(
    'Z=%7B%22code%22%3A%221%22%7D&a=%E6%A2%A7%E6%A1%90%E9%87%8C&b=a%20b%2Ac~d%2Fe%21%27%28%29',
  )
})
