import { expect, test } from 'vitest'
import { deviceWord } from './device.ts'

test.each([
  ['微信（安卓）', 'Mozilla/5.0 (Linux; Android 13; V2203A) AppleWebKit/537.36 Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.47'],
  ['微信（苹果）', 'Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.49 Language/zh_CN'],
  ['微信（鸿蒙）', 'Mozilla/5.0 (Phone; OpenHarmony 5.0) AppleWebKit/537.36 ArkWeb/4.1 Mobile MicroMessenger/8.0.50'],
  ['微信（电脑）', 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/116.0 Safari/537.36 MicroMessenger/7.0.20 WindowsWechat'],
  ['手机浏览器（安卓）', 'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36'],
  ['手机浏览器（苹果）', 'Mozilla/5.0 (iPad; CPU OS 16_6 like Mac OS X) AppleWebKit/605.1.15 Version/16.6 Mobile/15E148 Safari/604.1'],
  ['电脑浏览器', 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/147.0 Safari/537.36'],
  ['电脑浏览器', 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/17.4 Safari/605.1.15'],
  ['别的设备', ''],
  ['别的设备', '<script>alert(1)</script>'],
])('is called %s', (word, userAgent) => {
  expect(deviceWord(userAgent)).toBe(word)
})
