import { expect, test } from 'vitest'
import { cast } from './cast.ts'
import { assertNothingPersonal, isPersonal, linesToKeepQuiet } from './quiet-log.ts'
import { openSite } from './site.ts'

const request = { event: 'request', method: 'POST', route: '/desk/households/:household', status: 303, ms: 12 }
const lineWith = (words: string) => JSON.stringify({ ...request, words })

test.each([
  cast.wang.name,
  cast.aygul.name,
  '居民7',
  '3栋2单元501',
  cast.wang.phone,
  `phone=${cast.li.phone}&`,
  'K7M-4TP',
  'K7M4TP',
  'ABCD-2345',
  'ABCDEFGH',
  'signin#ABCD2345',
  'K7M4T-ABCDE',
])('%s in a line of the log is noticed', (words) => {
  expect(isPersonal(lineWith(words))).toBe(true)
})

test.each([
  '',
  'SQLITE_BUSY',
  'DatabaseUnavailable',
  '3f0c2a4e-8d1b-4c55-9a77-0d6c5f1e2b34',
  '2026-11-23T01:00:00.000Z',
  '234567',
  '1764550000000',
])('a line with %j says nothing of anybody', (words) => {
  expect(isPersonal(lineWith(words))).toBe(false)
})

test('a site whose log names somebody is not closed quietly', async () => {
  const site = await openSite()
  site.host.log({ event: 'request', route: `/signups/?phone=${cast.wang.phone}` })
  expect(() => site.close()).toThrow(`the log holds personal data:\n{"event":"request","route":"/signups/?phone=${cast.wang.phone}"}`)
})

test('every line is looked at', () => {
  expect(() => assertNothingPersonal([lineWith(''), lineWith(cast.wang.name), lineWith('')])).toThrow(cast.wang.name)
})

test('a host may greet, list its settings, and tell a code where codes go to the console; nothing else', () => {
  const code = '短信没有真的发出（MULIN_SMS=console）：199****0001 的验证码是 123456'
  const written = [
    '梧桐里社区 已启动：http://localhost:4321/',
    '  长辈版：http://localhost:4321/?elder=1',
    'env.ASSETS   Assets',
    code,
    lineWith(''),
  ].join('\n')
  expect(linesToKeepQuiet(written, true)).toEqual([lineWith('')])
  expect(() => assertNothingPersonal(linesToKeepQuiet(written, false))).toThrow(`the log holds personal data:\n${code}`)
  expect(() => assertNothingPersonal(linesToKeepQuiet(`${written}\n${cast.wang.name} 已登录`, true))).toThrow(cast.wang.name)
})
