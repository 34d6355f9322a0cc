/** What runs a device, as people call it. */
export const systemWords = { harmony: '鸿蒙', apple: '苹果', android: '安卓' } as const

/** What a device is called in a list of devices; `system` is one of the words above. */
export const deviceWords = {
  wechat: (system: string | null) => `微信（${system ?? '电脑'}）`,
  phone: (system: string) => `手机浏览器（${system}）`,
  computer: '电脑浏览器',
  other: '别的设备',
}
