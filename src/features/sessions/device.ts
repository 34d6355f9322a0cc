import { deviceWords, systemWords } from './copy.ts'

/**
 * What a device is called in a list of devices: coarse enough to tell nobody apart, clear enough to recognise one's own.
 * `userAgent` as the browser says it. 鸿蒙 comes first, because its browser also says Android or iPhone-like things.
 */
export const deviceWord = (userAgent: string) => {
  const system = /OpenHarmony|HarmonyOS|ArkWeb/i.test(userAgent)
    ? systemWords.harmony
    : /iPhone|iPad|iPod/.test(userAgent)
      ? systemWords.apple
      : /Android/.test(userAgent)
        ? systemWords.android
        : null
  if (/MicroMessenger/i.test(userAgent)) return deviceWords.wechat(system)
  if (system) return deviceWords.phone(system)
  return /Windows|Macintosh|X11|Linux|CrOS/.test(userAgent) ? deviceWords.computer : deviceWords.other
}
