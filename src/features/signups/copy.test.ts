import { describe, expect, test } from 'vitest'
import { availabilitySentence, fieldSentence, formWords, refusalSentence, stateWord } from './copy.ts'
import { type FieldErrorCode, fieldErrorCodes, type SignupRefusal, type SignupRefusalCode, signupRefusalCodes } from './schema.ts'

const locality = { phone: '0400-5550100', time_zone: 'Asia/Shanghai' }
const told = (refusal: SignupRefusal) => refusalSentence(refusal, locality)
const saturday = Date.parse('2026-11-28T14:00:00+08:00')

const refusals: [SignupRefusal, string][] = [
  [{ code: 'input_invalid' }, '有的地方没填对，请改好再提交。'],
  [{ code: 'activity_unknown' }, '没有找到这个活动。请到“找活动”里重新选，或打电话 0400-5550100。'],
  [{ code: 'occurrence_unknown' }, '这个活动没有这一场。请回到活动页面重新选日期，或打电话 0400-5550100。'],
  [{ code: 'signup_not_needed' }, '这个活动不用报名，直接来就行。'],
  [{ code: 'activity_cancelled' }, '这个活动取消了。可以看看别的活动，或打电话 0400-5550100。'],
  [{ code: 'activity_cancelled', reason: '装修' }, '这个活动取消了（装修）。可以看看别的活动，或打电话 0400-5550100。'],
  [{ code: 'occurrence_cancelled' }, '这一场停办。可以换一场，或打电话 0400-5550100。'],
  [{ code: 'occurrence_cancelled', reason: '下雨' }, '这一场停办（下雨）。可以换一场，或打电话 0400-5550100。'],
  [{ code: 'occurrence_changed' }, '这一场的时间刚刚有变动，还没有报上。请刷新页面，看好新的时间再报，或打电话 0400-5550100。'],
  [
    { code: 'signin_needed_for_activity' },
    '这个活动只给登记居民报名。请先登录再报；没有登录过，请打电话 0400-5550100，或到窗口，工作人员帮您报。',
  ],
  [{ code: 'resident_not_represented' }, '您现在不能替这位居民报名，所以没有报上。请刷新页面重新选，或打电话 0400-5550100。'],
  [{ code: 'resident_unknown' }, '没有找到这位居民，可能已经迁出，或不在您的网格。请重新查找。'],
  [
    { code: 'already_signed_up', registered: true },
    '这位居民已经报过这一场了。要查看、改人数或取消，请登录后在“我的”里看，或打电话 0400-5550100。',
  ],
  [{ code: 'signup_not_open', at: saturday }, '还没到报名时间，2026年11月28日（周六）14:00 开始报名。'],
  [{ code: 'signup_closed', at: saturday }, '报名在 2026年11月28日（周六）14:00 截止了。还想来，请打电话 0400-5550100 问问。'],
  [{ code: 'occurrence_started' }, '这一场已经开始或结束了，不能再改。有事请打电话 0400-5550100。'],
  [{ code: 'party_too_large', places: 3 }, '这个活动一次最多报 3 人。人多请分开报，或打电话 0400-5550100。'],
  [{ code: 'party_too_large' }, '这个活动一次最多报 5 人。人多请分开报，或打电话 0400-5550100。'],
  [{ code: 'already_signed_up' }, '这个电话已经报过这一场了。要查看、改人数或取消，请用报名码；忘了报名码，请打电话 0400-5550100。'],
  [{ code: 'places_taken', places: 2 }, '只剩 2 个名额，不够您一起来的人，候补也满了。可以少报几人、换一场，或打电话 0400-5550100。'],
  [{ code: 'places_taken', places: 0 }, '这一场名额和候补都满了。可以换一场，或打电话 0400-5550100，窗口也许还有保留名额。'],
  [{ code: 'notice_changed' }, '“报名要用到的信息”刚刚更新了，请再看一遍，然后重新提交。'],
  [{ code: 'request_key_reused' }, '这次提交和前一次内容不一样。请刷新页面，重新填写。'],
  [{ code: 'signup_not_found' }, '没有找到这个报名。请核对报名码和电话；还是不行，请打电话 0400-5550100。'],
  [{ code: 'signup_cancelled' }, '这个报名已经取消了，不能再改人数。还想来，请重新报名，或打电话 0400-5550100。'],
  [{ code: 'change_does_not_fit', places: 1 }, '现在最多还能加 1 人，您原来的报名没有变。'],
  [{ code: 'change_does_not_fit', places: 0 }, '现在没有空位可以加人，您原来的报名没有变。也可以打电话 0400-5550100 问问。'],
  [{ code: 'too_many_signups', retry_after_seconds: 600 }, '从您这里报名的次数太多了。请等 10 分钟再试，或打电话 0400-5550100。'],
  [{ code: 'too_many_guesses', retry_after_seconds: 61 }, '报名码或电话错的次数太多了。请等 2 分钟再试，或打电话 0400-5550100。'],
  [{ code: 'too_many_guesses', retry_after_seconds: 1 }, '报名码或电话错的次数太多了。请等 1 分钟再试，或打电话 0400-5550100。'],
]

describe('why not, and what to do instead', () => {
  test.each(refusals)('%j', (refusal, sentence) => expect(told(refusal)).toBe(sentence))

  test('every refusal has its sentence here', () => {
    const here = new Set<SignupRefusalCode>(refusals.map(([{ code }]) => code))
    expect(signupRefusalCodes.filter((code) => !here.has(code))).toEqual([])
  })

  test('a moment is told by the clock of the community', () => {
    expect(refusalSentence({ code: 'signup_not_open', at: Date.parse('2026-11-27T16:30:00Z') }, locality)).toBe(
      '还没到报名时间，2026年11月28日（周六）0:30 开始报名。',
    )
  })
})

const fields: [FieldErrorCode, string][] = [
  ['name_missing', '请写怎么称呼您，例如“王阿姨”。'],
  ['name_too_long', '称呼最多 20 个字，请写短一些。'],
  ['name_unreadable', '称呼里有不能用的符号，请只写汉字、字母或数字。'],
  ['phone_missing', '请写电话号码，有变动时好通知您。'],
  ['phone_invalid', '电话号码不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000。'],
  ['party_size_invalid', '请选一共几个人，1 到 5 人。'],
  ['code_missing', '请写 6 位报名码。'],
  ['code_invalid', '报名码是 6 位字母和数字，没有 0、O、1、I、L。请再看一遍。'],
  ['occurrence_invalid', '请选一个场次。'],
  ['for_missing', '请选替谁报名。'],
  ['notice_missing', '请先看“报名要用到的信息”，再报名。'],
  ['request_key_invalid', '这一页放得太久了。请刷新后再填一次。'],
  ['field_unknown', '多了一项本站不认识的内容，请去掉。'],
]

describe('what is wrong with a field', () => {
  test.each(fields)('%s', (code, sentence) => expect(fieldSentence[code]).toBe(sentence))
  test('every code has its sentence here', () => expect(fields.map(([code]) => code).sort()).toEqual([...fieldErrorCodes].sort()))
})

test('what is left, in one sentence', () => {
  expect(availabilitySentence('open', 3, 20, locality)).toBe('还有 3 个名额。')
  expect(availabilitySentence('waiting', 0, 7, locality)).toBe('名额满了，可以排候补（还能排 7 人）。有人退出，按先后顺序自动补上。')
  expect(availabilitySentence('full', 0, 0, locality)).toBe('名额和候补都满了。可以换一场，或打电话 0400-5550100 问问窗口保留的名额。')
})

test('the words of the form and of the receipt', () => {
  expect(stateWord).toEqual({ confirmed: '报名成功', waiting: '候补中', cancelled: '已取消' })
  expect(formWords.people(2)).toBe('2 人')
  expect(formWords.unanswered('0400-5550100')).toBe(
    '没有收到回音，可能是网络不好。您填的都还在，请再按一次“报名”，不会重复报名；还是不行，请打电话 0400-5550100。',
  )
  expect(formWords).toMatchObject({
    name: '怎么称呼您',
    nameHint: '不用写全名，例如“王阿姨”。',
    phone: '电话',
    phoneHint: '手机，或带区号的座机。有变动时打给您。',
    partySize: '一共几个人来（含您自己）',
    send: '报名',
    sendWaiting: '排候补',
    sending: '正在提交……',
    summaryTitle: '还没有报上，请看这里',
  })
})
