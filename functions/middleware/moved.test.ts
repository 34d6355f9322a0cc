import { afterAll, beforeAll, expect, test } from 'vitest'
import { openSite, type TestSite } from '../../tests/support/site.ts'

let site: TestSite
beforeAll(async () => {
  site = await openSite()
})
afterAll(() => site.close())

const led = async (path: string, init?: RequestInit) => {
  const answer = await site.request(path, init)
  return [answer.status, answer.headers.get('location')]
}

test.each([
  ['/policies/gone/', '/policies/juzhuzheng/'],
  ['/policies/gone', '/policies/juzhuzheng/'],
  ['/policies/gone/?elder=1', '/policies/juzhuzheng/?elder=1'],
  ['/policies/gone/feedback/?said=no', '/policies/juzhuzheng/feedback/?said=no'],
])('%s has moved to %s', async (from, to) => {
  expect(await led(from)).toEqual([301, to])
  expect(await led(from, { method: 'HEAD' })).toEqual([301, to])
})

test('what was sent is sent again to the new address', async () => {
  expect(await led('/policies/gone/feedback/', { method: 'POST', body: 'helpful=no' })).toEqual([308, '/policies/juzhuzheng/feedback/'])
})

test.each(['/policies/gone-too/', '/policies/', '/gone/', '/', '//elsewhere.example/policies/gone/'])('%s has not moved', async (path) => {
  expect((await led(path))[0]).toBe(200)
})
