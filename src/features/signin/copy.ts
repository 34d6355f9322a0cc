import type { SigninFieldErrorCode, SigninRefusal } from './schema.ts'

/** The community's own words in a sentence: whom to call. */
export interface Locality {
  phone: string
}

export const signinFieldSentence: Record<SigninFieldErrorCode, string> = {
  slip_missing: '请写登录纸条上的 8 位登录码。',
  slip_invalid: '登录码是 8 位字母和数字，没有 0、O、1、I、L。请对着纸条再看一遍。',
  number_missing: '请写手机号码。',
  number_invalid: '手机号码不对，应该是 11 位。请再看一遍。',
  number_is_landline: '座机收不到短信。请写手机号码，或到窗口拿登录纸条。',
  digits_missing: '请写短信里的 6 位验证码。',
  digits_invalid: '验证码是 6 位数字。请对着短信再看一遍。',
}

const inWords = (seconds: number) => (seconds > 5400 ? `${Math.ceil(seconds / 3600)} 小时` : `${Math.ceil(seconds / 60)} 分钟`)

/** Why not, and what to do instead. What is unknown, wrong, expired, used or somebody else's sounds the same. */
export const signinSentence = (refusal: SigninRefusal, { phone }: Locality): string => {
  const call = `打电话 ${phone}`
  const wait = inWords(refusal.retry_after_seconds ?? 60)
  switch (refusal.code) {
    case 'input_invalid':
      return '有的地方没填对，请改好再提交。'
    case 'slip_not_good':
      return `这个登录码不能用：可能抄错了、过期了，或者已经用过。请对着纸条再试一次；还是不行，请${call}，或到窗口换一张新的。`
    case 'digits_not_good':
      return `这个验证码不能用：可能抄错了、过期了，或者已经用过。请对着最新的一条短信再试；还是不行，请${call}，或到窗口拿登录纸条。`
    case 'too_many_signin_guesses':
      return `登录码错的次数太多了。请等 ${wait}再试，或${call}。`
    case 'too_many_digits_guesses':
      return `这个号码今天验证码错的次数太多了，短信登录先停一停，${wait}后再开。急用请${call}，或到窗口拿登录纸条，纸条马上能用。`
    case 'too_many_messages':
      return `验证码要得太多了。请等 ${wait}再要；没收到，请${call}，或到窗口拿登录纸条。`
    case 'messages_off':
      return `这里不发短信验证码。请用登录纸条登录；没有纸条，请${call}。`
    case 'cookies_not_kept':
      return `浏览器没有记住这一页，登录码还没有用掉。请再按一次“登录”；还是不行，请换微信或手机自带的浏览器打开，或${call}。`
  }
}

/** Words of the sign-in pages. */
export const signinWords = {
  title: '登录',
  slip: '登录码',
  slipHint: '登录纸条上的 8 位字母和数字，大小写都行。',
  signIn: '登录',
  number: '手机号码',
  numberHint: '要用在社区登记过的手机号码。',
  send: '发验证码',
  digits: '短信验证码',
  digitsHint: '短信里的 6 位数字，10 分钟内有效。',
  left: '已经退出登录。',
  over: '登录已经结束，请用新的登录纸条重新登录。',
}
