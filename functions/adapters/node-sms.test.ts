import { expect, test } from 'vitest'
import { CannotStart } from './cannot-start.ts'
import { openSms } from './node-sms.ts'

test('a channel for messages that is not set up stops the start with a sentence that names what is missing', () => {
  const open = (variables: Record<string, string>) => () => openSms((name) => variables[name])
  expect(open({})()).toBeNull()
  expect(open({ MULIN_SMS: 'aliyun' })).toThrow(
    new CannotStart(
      '短信没有设置好，所以没有启动：MULIN_SMS_KEY_ID is not set, and MULIN_SMS=aliyun does not work without it。各个变量见 README.md；不发短信，请去掉 MULIN_SMS。',
    ),
  )
  expect(open({ MULIN_SMS: 'pigeon' })).toThrow(CannotStart)
})
