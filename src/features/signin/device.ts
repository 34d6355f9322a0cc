/**
 * What a device is called in a list of devices: coarse enough to tell nobody apart, clear enough to recognise one's own.
 * `userAgent` as the browser says it. 鸿蒙 comes first, because its browser also says Android or iPhone-like things.
 */
export const deviceWord = (userAgent: string) => {
  const system = /OpenHarmony|HarmonyOS|ArkWeb/i.test(userAgent)
    ? '鸿蒙'
    : /iPhone|iPad|iPod/.test(userAgent)
      ? '苹果'
      : /Android/.test(userAgent)
        ? '安卓'
        : null
  if (/MicroMessenger/i.test(userAgent)) return `微信（${system ?? '电脑'}）`
  if (system) return `手机浏览器（${system}）`
  return /Windows|Macintosh|X11|Linux|CrOS/.test(userAgent) ? '电脑浏览器' : '别的设备'
}
