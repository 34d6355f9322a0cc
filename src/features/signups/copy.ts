import { momentInWords } from '../../kernel/calendar.ts'
import { largestParty, nameMaxCharacters } from './limits.ts'
import type { FieldErrorCode, SignupRefusal } from './schema.ts'
import type { SignupView } from './views.ts'

/** The community's own words in a sentence: whom to call, and the time zone of its clock. */
export interface Locality {
  phone: string
  time_zone: string
}

/** What is wrong with name and phone, all that the form's own script has to say. */
export const contactSentence = {
  name_missing: '请写怎么称呼您，例如“王阿姨”。',
  name_too_long: `称呼最多 ${nameMaxCharacters} 个字，请写短一些。`,
  name_unreadable: '称呼里有不能用的符号，请只写汉字、字母或数字。',
  phone_missing: '请写电话号码，有变动时好通知您。',
  phone_invalid: '电话号码不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000。',
} satisfies Partial<Record<FieldErrorCode, string>>

export const fieldSentence: Record<FieldErrorCode, string> = {
  ...contactSentence,
  party_size_invalid: `请选一共几个人，1 到 ${largestParty} 人。`,
  code_missing: '请写 6 位报名码。',
  code_invalid: '报名码是 6 位字母和数字，没有 0、O、1、I、L。请再看一遍。',
  occurrence_invalid: '请选一个场次。',
  for_missing: '请选替谁报名。',
  notice_missing: '请先看“报名要用到的信息”，再报名。',
  request_key_invalid: '这一页放得太久了。请刷新后再填一次。',
  field_unknown: '多了一项本站不认识的内容，请去掉。',
}

/** Why not, and what to do instead. */
export const refusalSentence = (refusal: SignupRefusal, { phone, time_zone }: Locality): string => {
  const call = `打电话 ${phone}`
  const wait = Math.ceil((refusal.retry_after_seconds ?? 60) / 60)
  const because = refusal.reason ? `（${refusal.reason}）` : ''
  switch (refusal.code) {
    case 'input_invalid':
      return '有的地方没填对，请改好再提交。'
    case 'activity_unknown':
      return `没有找到这个活动。请到“找活动”里重新选，或${call}。`
    case 'occurrence_unknown':
      return `这个活动没有这一场。请回到活动页面重新选日期，或${call}。`
    case 'signup_not_needed':
      return '这个活动不用报名，直接来就行。'
    case 'activity_cancelled':
      return `这个活动取消了${because}。可以看看别的活动，或${call}。`
    case 'occurrence_cancelled':
      return `这一场停办${because}。可以换一场，或${call}。`
    case 'occurrence_changed':
      return `这一场的时间刚刚有变动，还没有报上。请刷新页面，看好新的时间再报，或${call}。`
    case 'signin_needed_for_activity':
      return `这个活动只给登记居民报名。请先登录再报；没有登录过，请${call}，或到窗口，工作人员帮您报。`
    case 'resident_not_represented':
      return `您现在不能替这位居民报名，所以没有报上。请刷新页面重新选，或${call}。`
    case 'resident_unknown':
      return '没有找到这位居民，可能已经迁出，或不在您的网格。请重新查找。'
    case 'signup_not_open':
      return `还没到报名时间，${momentInWords(refusal.at ?? 0, time_zone)} 开始报名。`
    case 'signup_closed':
      return `报名在 ${momentInWords(refusal.at ?? 0, time_zone)} 截止了。还想来，请${call} 问问。`
    case 'occurrence_started':
      return `这一场已经开始或结束了，不能再改。有事请${call}。`
    case 'party_too_large':
      return `这个活动一次最多报 ${refusal.places ?? largestParty} 人。人多请分开报，或${call}。`
    case 'already_signed_up':
      if (refusal.registered) return `这位居民已经报过这一场了。要查看、改人数或取消，请登录后在“我的”里看，或${call}。`
      return `这个电话已经报过这一场了。要查看、改人数或取消，请用报名码；忘了报名码，请${call}。`
    case 'places_taken':
      return refusal.places
        ? `只剩 ${refusal.places} 个名额，不够您一起来的人，候补也满了。可以少报几人、换一场，或${call}。`
        : `这一场名额和候补都满了。可以换一场，或${call}，窗口也许还有保留名额。`
    case 'notice_changed':
      return '“报名要用到的信息”刚刚更新了，请再看一遍，然后重新提交。'
    case 'request_key_reused':
      return '这次提交和前一次内容不一样。请刷新页面，重新填写。'
    case 'signup_not_found':
      return `没有找到这个报名。请核对报名码和电话；还是不行，请${call}。`
    case 'signup_cancelled':
      return `这个报名已经取消了，不能再改人数。还想来，请重新报名，或${call}。`
    case 'change_does_not_fit':
      return refusal.places
        ? `现在最多还能加 ${refusal.places} 人，您原来的报名没有变。`
        : `现在没有空位可以加人，您原来的报名没有变。也可以${call} 问问。`
    case 'too_many_signups':
      return `从您这里报名的次数太多了。请等 ${wait} 分钟再试，或${call}。`
    case 'too_many_guesses':
      return `报名码或电话错的次数太多了。请等 ${wait} 分钟再试，或${call}。`
  }
}

export const stateWord: Record<SignupView['state'], string> = { confirmed: '报名成功', waiting: '候补中', cancelled: '已取消' }

/** 余位, in one sentence. */
export const availabilitySentence = (
  state: 'open' | 'waiting' | 'full',
  freePlaces: number,
  waitingPlacesLeft: number,
  { phone }: Locality,
) => {
  if (state === 'open') return `还有 ${freePlaces} 个名额。`
  if (state === 'waiting') return `名额满了，可以排候补（还能排 ${waitingPlacesLeft} 人）。有人退出，按先后顺序自动补上。`
  return `名额和候补都满了。可以换一场，或打电话 ${phone} 问问窗口保留的名额。`
}

/** Words of the signup form. */
export const formWords = {
  name: '怎么称呼您',
  nameHint: '不用写全名，例如“王阿姨”。',
  phone: '电话',
  phoneHint: '手机，或带区号的座机。有变动时打给您。',
  partySize: '一共几个人来（含您自己）',
  people: (count: number) => `${count} 人`,
  send: '报名',
  sendWaiting: '排候补',
  sending: '正在提交……',
  unanswered: (phone: string) =>
    `没有收到回音，可能是网络不好。您填的都还在，请再按一次“报名”，不会重复报名；还是不行，请打电话 ${phone}。`,
  summaryTitle: '还没有报上，请看这里',
}

/** Who acted for whom; staff are named with where they sit. */
export const actsForWords = (who: string, whom: string, isStaff: boolean) => `${isStaff ? `工作人员${who}` : who}替${whom}报名`

/** A resident who has asked to be deleted. */
export const unknownName = '已删除的居民'

/** Words of the form for whoever is signed up by somebody else; made on the server, so that they weigh nothing for guests. */
export const ownFormWords = {
  forWhom: '替谁报名',
  partySize: '一共几个人来',
  whom: {
    self: (name: string) => `我自己（${name}）`,
    guardian: (name: string) => `孩子${name}`,
    delegate: (name: string) => `家人${name}`,
  },
  guardianNeeded: '不满 14 岁的孩子，请监护人登录后替孩子报，或打下面的电话。',
}
