import { dayInWords, dayWithWeekday, momentInWords } from '../../kernel/calendar.ts'
import { pointsRefusalSentence } from '../points/copy.ts'
import type { PointsRefusal } from '../points/schema.ts'
import type { RedemptionState } from './redemption.ts'
import type { CorrectionReason, RewardsFieldErrorCode, RewardsRefusal } from './schema.ts'

/** The community's own words in a sentence: whom to call, and the time zone of its clock. */
export interface Locality {
  phone: string
  time_zone: string
}

export const rewardsFieldSentence: Record<RewardsFieldErrorCode, string> = {
  site_missing: '请选在哪里领。',
  request_key_invalid: '这一页放得太久了。请刷新后再办一次。',
  redemption_code_invalid: '领取码是 8 位字母和数字，没有 0、O、1、I、L。请再看一遍，或再扫一次。',
  choice_missing: '请选要哪一样、在哪里。',
  pieces_invalid: '请写件数，到货写 1 到 9999，清点写 0 到 9999。',
  reason_missing: '请选为什么更正。',
}

/** Why not, and what to do instead. */
export const rewardsRefusalSentence = (refusal: RewardsRefusal, { phone, time_zone }: Locality): string => {
  const { points = 0, needed = 0, pieces = 0, day = '', at } = refusal
  const call = `打电话 ${phone}`
  const when = at === undefined ? '' : momentInWords(at, time_zone)
  switch (refusal.code) {
    case 'redeem_input_invalid':
      return '有的地方没填对，请改好再提交。'
    case 'reward_unknown':
      return `没有这样兑换物。请从“兑换物”里重新选，或${call}。`
    case 'reward_not_yet':
      return `这样东西 ${dayInWords(day)}起才能换，积分没有动。可以先看看别的，或${call}。`
    case 'reward_over':
      return `这样东西 ${dayInWords(day)}已经截止，积分没有动。可以换别的，或${call}。`
    case 'household_limit_reached':
      return `这一户已经换了 ${pieces} 份，到了上限，积分没有动。${dayInWords(day)}起可以再换；现在可以换别的。`
    case 'no_household':
      return `您现在不在登记的户里，不能用这一户的积分。请${call}，工作人员帮您看看。`
    case 'redeeming_household_unknown':
      return '没有找到这一户。请重新找一次。'
    case 'own_household':
      return '不能给自己家兑换或核销，所以没有办。请另一位工作人员来办。'
    case 'stock_reserved':
      return `有 ${needed} 份已经留给人了，点出来的比这还少，所以没有记。请再点一遍，或先取消几份兑换。`
    case 'stock_recounted':
      return '清点的时候数目有变动，所以没有记。请看新的数，再点一遍。'
    case 'points_insufficient':
      return `积分还差 ${needed - points} 分：要 ${needed} 分，现在能用 ${points} 分，所以没有换。可以换别的，或攒够再来。`
    case 'redemption_collected':
      return when ? `这个码用过了：${when}已经核销，东西领走了，不能再领。` : '这次兑换已经核销，东西领走了。'
    case 'redemption_ended':
      return when ? `这次兑换 ${when}已经取消，积分退回去了。还想要，请重新兑换。` : '这次兑换已经取消，积分退回去了。还想要，请重新兑换。'
    case 'redemption_overdue':
      return '这次兑换过了领取的日子，积分退回去了。还想要，请重新兑换。'
    default:
      return pointsRefusalSentence(refusal as PointsRefusal, phone)
  }
}

export const stateWord: Record<RedemptionState, string> = {
  waiting: '等您来领',
  collected: '已经领走',
  cancelled: '已经取消',
  lapsed: '过期退回',
  corrected: '更正过',
}

/** The same as the desk says it. */
export const deskStateWord: Record<RedemptionState, string> = { ...stateWord, waiting: '还没领' }

export const reasonWord: Record<CorrectionReason, string> = {
  wrong_item: '拿错了东西',
  wrong_household: '记错了户',
  not_taken: '其实没有领',
  brought_back: '退回来了',
}

/** `12月1日（周二）当天还能领`. */
export const keptInWords = (lastDay: string, today: string) => `${dayWithWeekday(lastDay, today)}当天还能领，过了就退回`

export const meDone = {
  redeemed: '换好了，东西给您留着。到领取点报下面的领取码，或出示二维码。',
  cancelled: '取消了，积分退回去了。',
} as const
export type MeDone = keyof typeof meDone
