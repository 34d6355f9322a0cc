import { describe, expect, test } from 'vitest'
import { cast } from '../../../tests/support/cast.ts'
import { chooseSms } from './choose.ts'
import { consoleSms } from './console.ts'

const every = {
  MULIN_SMS_KEY_ID: 'an-id',
  MULIN_SMS_KEY_SECRET: 'a-secret',
  MULIN_SMS_SIGN_NAME: '梧桐里社区',
  MULIN_SMS_TEMPLATE: '1110',
  MULIN_SMS_APP_ID: '1400006666',
}

const choose = (environment: Record<string, string>, fetchInTime: typeof fetch = fetch) =>
  chooseSms((name) => environment[name], fetchInTime)

/** Where the chosen channel sends, and to which region, without sending. */
const addressee = async (environment: Record<string, string>) => {
  const heard: string[] = []
  const sender = choose(environment, async (input, init) => {
    heard.push(new URL(String(input)).origin, new Headers(init?.headers).get('x-tc-region') ?? 'no region')
    return Response.json({ Code: 'OK', Response: { SendStatusSet: [{ Code: 'Ok' }] } })
  })
  await sender?.sendCode(cast.wang.phone, '482913')
  return heard
}

describe('the operator chooses the channel', () => {
  test('none is one, too', () => {
    expect(choose({})).toBeNull()
    expect(choose({ ...every, MULIN_SMS: '' })).toBeNull()
  })

  test('Alibaba Cloud, which needs no application', async () => {
    const { MULIN_SMS_APP_ID: _, ...account } = every
    expect(await addressee({ ...account, MULIN_SMS: 'aliyun' })).toEqual(['https://dysmsapi.aliyuncs.com', 'no region'])
  })

  test('Tencent Cloud, in Guangzhou if nothing else is said', async () => {
    expect(await addressee({ ...every, MULIN_SMS: 'tencent' })).toEqual(['https://sms.tencentcloudapi.com', 'ap-guangzhou'])
    expect(await addressee({ ...every, MULIN_SMS: 'tencent', MULIN_SMS_REGION: 'ap-beijing' })).toEqual([
      'https://sms.tencentcloudapi.com',
      'ap-beijing',
    ])
  })
})

describe('a wrong choice stops the start with a sentence', () => {
  const needed = ['MULIN_SMS_KEY_ID', 'MULIN_SMS_KEY_SECRET', 'MULIN_SMS_SIGN_NAME', 'MULIN_SMS_TEMPLATE']
  test.each([...needed.map((name) => ['aliyun', name]), ...[...needed, 'MULIN_SMS_APP_ID'].map((name) => ['tencent', name])])(
    '%s without %s',
    (chosen, name) => {
      expect(() => choose({ ...every, MULIN_SMS: String(chosen), [String(name)]: '' })).toThrow(
        new Error(`${name} is not set, and MULIN_SMS=${chosen} does not work without it`),
      )
    },
  )

  test('an unknown channel', () => {
    expect(() => choose({ ...every, MULIN_SMS: 'pigeon' })).toThrow(
      new Error('MULIN_SMS is console, aliyun or tencent, or not set at all; it is pigeon'),
    )
  })
})

describe('the console', () => {
  test('shows the operator the code, and the number only in part', async () => {
    const lines: string[] = []
    await consoleSms((line) => lines.push(line)).sendCode(cast.wang.phone, '482913')
    expect(lines).toEqual(['短信没有真的发出（MULIN_SMS=console）：199****0001 的验证码是 482913'])
  })

  test('plays no message to a landline', async () => {
    const lines: string[] = []
    await expect(consoleSms((line) => lines.push(line)).sendCode('057188880000', '482913')).rejects.toThrow(
      'the SMS was not sent: not_a_mobile',
    )
    expect(lines).toEqual([])
  })
})
