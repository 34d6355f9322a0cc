import { roleWord } from '../staff/words.ts'
import type { MineFieldErrorCode, MineRefusal } from './schema.ts'
import type { MyRepresentation } from './views.ts'

export const mineFieldSentence: Record<MineFieldErrorCode, string> = {
  name_missing: '请写姓名或称呼。',
  name_unreadable: '姓名只写汉字或字母，最多 20 个字。请改一下。',
  phone_missing: '请写对方的电话号码。',
  phone_invalid: '电话号码不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000。',
  own_phone_missing: '请写新的手机号码。',
  own_phone_landline: '座机收不到短信。请写手机号码；要登记座机，请到窗口或打电话办。',
  digits_missing: '请写短信里的 6 位验证码。',
  digits_invalid: '验证码是 6 位数字。请对着短信再看一遍。',
  digits_wrong: '验证码不对。请对着最新的一条短信再看一遍。',
  tag_missing: '请选一个人群。',
  tag_unknown: '没有这个人群，请重新选。',
  member_missing: '请选一位家里人。',
  child_missing: '请选一个孩子。',
  consent_missing: '要先勾“同意”，才能登记。',
  understood_missing: '要先在下面的方框里打勾，才能删除。',
}

/** Why not, and what to do instead; `phone` is the community's. */
export const mineRefusalSentence = ({ code, retry_after_seconds }: MineRefusal, phone: string): string => {
  const hours = Math.ceil((retry_after_seconds ?? 3600) / 3600)
  switch (code) {
    case 'own_input_invalid':
      return '有的地方没填对，请改好再提交。'
    case 'act_unknown':
      return '没有看懂要办什么。请回到“我的”，重新按一次。'
    case 'guardian_needed':
      return `不满 14 岁的孩子，这件事请监护人来办：可以到窗口，也可以打电话 ${phone}。`
    case 'name_taken':
      return `您家里已经登记了一位同名的人。请写得不一样一些，或打电话 ${phone}。`
    case 'phone_taken':
      return '这个号码登记不了，请到窗口核对。'
    case 'too_many_phones':
      return `今天换号码的次数太多了。请等 ${hours} 小时再试，或到窗口办。`
    case 'too_many_number_messages':
      return `这一会儿短信发得太多，发不出去，号码没有改。请等 ${hours} 小时再试，或到窗口办。`
    case 'too_many_number_guesses':
      return `验证码错的次数太多了，号码没有改。请等 ${hours} 小时再试，或到窗口办。`
    case 'phone_needs_desk':
      return `换号码要先核对是不是您的，这里不发短信，所以没有改。请到窗口，或打电话 ${phone}，工作人员帮您改。`
    case 'phone_code_over':
      return '这个验证码过了 10 分钟，号码没有改。请再写一次新号码，重新发验证码。'
    case 'member_notice_changed':
      return '登记告知刚刚更新了，请再看一遍，然后重新提交。'
    case 'own_signup_unknown':
      return `没有找到这个报名。可能不是您报的，也可能到期删除了。要问请打电话 ${phone}。`
    case 'resident_not_there':
      return '没有找到这位居民，可能已经删除了。请回到“找一户”再看看。'
    case 'device_unknown':
      return '没有找到这台设备，可能已经退出了。请看看现在的名单。'
    case 'relative_unknown':
      return `没有找到这位家里人。请重新选，或打电话 ${phone}。`
    case 'child_unknown':
      return `没有找到您家里这个不满 14 岁的孩子。请重新选，或打电话 ${phone}。`
    case 'representation_unknown':
      return '没有找到这条代办，可能已经结束了。请看看现在的名单。'
    case 'too_many_invitations':
      return `今天请人代办的次数太多了。请等 ${hours} 小时再试，或到窗口办。`
  }
}

/** What has just been done, by the word in the address. */
export const doneSentence = {
  device: '那台设备已经退出。',
  devices: '别的设备都退出了，只留下这一台。',
  person: '改好了。',
  phone: '电话换好了。以后用新号码登录、收短信。',
  phone_same: '这就是现在登记的号码，没有变。',
  phone_sent: '验证码发到新号码了，请在下面写上。写对了，号码才换。',
  phone_stopped: '没有换，还是原来的号码。',
  phone_none: '您的电话已经去掉。以后登录要用登录纸条。',
  tag: '登记好了，随时可以去掉。',
  untag: '已经去掉。',
  relative: '已经告诉这位家里人。等对方登录后在“我的”里接受，就能替您办。',
  invitation: '好了。如果这个号码登记过，对方登录后会在“我的”里看到，接受以后就能替您办。',
  withdrawn: '还没有接受的邀请都撤回了。',
  accepted: '您接受了。以后报名时可以选替谁报。',
  ended: '已经结束，不再代办。',
  guardian: '确认好了。以后报名时可以选替孩子报。',
} as const
export type Done = keyof typeof doneSentence

export const doneOf = (word: string | undefined): Done | undefined =>
  word && Object.hasOwn(doneSentence, word) ? (word as Done) : undefined

export const kindWord: Record<MyRepresentation['kind'], string> = { guardian: '监护人', delegate: '代办人' }

export const representationState: Record<MyRepresentation['state'], string> = {
  offered: '等着接受',
  in_force: '正在代办',
  ended: '已经结束',
}

export const standingWord = { self: '自己', guardian: '您是监护人', delegate: '您是代办人' } as const

export const channelWord = { slip: '登录纸条', sms: '短信登录码' } as const

const actedWords: Record<string, string> = {
  self: '本人',
  guardian: '监护人',
  delegate: '代办人',
  staff: '工作人员',
  'waiting list': '候补自动补上',
}

export const actedWord = (actor: string) => (Object.hasOwn(actedWords, actor) ? actedWords[actor] : '工作人员')

export const auditRoleWord = (role: string) => (Object.hasOwn(roleWord, role) ? roleWord[role as keyof typeof roleWord] : '工作人员')
