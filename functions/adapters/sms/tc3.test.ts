import { describe, expect, test } from 'vitest'
import { tc3Authorization } from './tc3.ts'

/** The example of Tencent Cloud's page “签名方法 v3” (DescribeInstances); the payload holds the escapes as they stand there. */
const published = {
  query: '',
  headers: { host: 'cvm.tencentcloudapi.com', 'content-type': 'application/json; charset=utf-8' },
  body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
}
const seconds = 1551113065

describe('the request of Tencent Cloud’s own example gets the signature it is published with', () => {
  test('as the page has it with an example key and the two headers that must be signed', () => {
    const key = { id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE', secret: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE' }
    expect(tc3Authorization(key, 'cvm', seconds, published)).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
    )
  })

  test('as a later edition has it, with asterisks in the key and the action signed too', () => {
    const key = { id: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******', secret: 'Gu5t9xGARNpq86cd98joQYCN3*******' }
    const headers = { ...published.headers, 'x-tc-action': 'DescribeInstances' }
    expect(tc3Authorization(key, 'cvm', seconds, { ...published, headers })).toBe(
      'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3*******/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=be4f67d323c78ab9acb7395e43c0dbcf822a9cfac32fea2449a7bc7726b770a3',
    )
  })
})

test('the day in a signature is that of UTC: half past midnight in Shanghai is still the day before', () => {
  const key = { id: 'id', secret: 'secret' }
  const early = Date.parse('2026-11-23T00:30:00+08:00') / 1000
  expect(tc3Authorization(key, 'sms', early, published)).toContain('Credential=id/2026-11-22/sms/tc3_request,')
})
