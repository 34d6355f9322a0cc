import type { Calculation, Capped, Quantity } from './earning.ts'
import { heaviestGrams, mostItems } from './limits.ts'
import type { CorrectionReason, PointsFieldErrorCode, PointsRefusal } from './schema.ts'

export const pointsFieldSentence: Record<PointsFieldErrorCode, string> = {
  weight_missing: '请写重量，例如 3.5。',
  weight_invalid: '重量不对。请写公斤数，最多三位小数，例如 3.5。',
  weight_too_large: `一次最多 ${heaviestGrams / 1000} 公斤。请再看一遍秤，真有这么多请分几次称。`,
  items_missing: '请写件数，例如 2。',
  items_invalid: `件数不对。请写 1 到 ${mostItems} 的整数。`,
  reason_missing: '请选为什么更正。',
  page_too_old: '这一页放得太久了。请刷新后再填一次。',
}

/** Why not, and what to do instead. `phone` is the community's. */
export const pointsRefusalSentence = ({ code, points = 0, needed = 0 }: PointsRefusal, phone: string): string => {
  const call = `打电话 ${phone}`
  switch (code) {
    case 'material_unknown':
      return '没有这一类回收物。请从单子上重新选一类。'
    case 'material_not_here':
      return `这个回收点不收这一类。请换一个回收点，或${call} 问问。`
    case 'rate_missing':
      return `这一类今天没有积分标准，所以没有记。请先收下，再${call}。`
    case 'nothing_earned':
      return '太轻了，不够 1 分，所以没有记。可以攒多一些再来。'
    case 'day_cap_reached':
      return `这一户今天能得的 ${points} 分已经得满了，所以没有再记。请明天再来。`
    case 'month_cap_reached':
      return `这一户这个月能得的 ${points} 分已经得满了，所以没有再记。请下个月再来。`
    case 'points_insufficient':
      return `积分不够：要 ${needed} 分，现在能用 ${points} 分，所以没有换。可以换别的，或攒够再来。`
    case 'reward_gone':
      return `这样东西在这里已经换完了，您的积分没有动。可以换别的，或换一个领取点，或${call}。`
    case 'redemption_unknown':
      return '没有找到这次兑换。请核对领取码，或按门牌查找。'
    case 'redemption_collected':
      return '这次兑换已经核销，东西领走了，不能再领。请看积分单，或请管理员核对。'
    case 'redemption_ended':
      return '这次兑换已经取消，积分退回去了。还想要，请重新兑换。'
    case 'redemption_overdue':
      return '这次兑换过了领取时间，积分会自动退回。还想要，请重新兑换。'
    case 'entry_unknown':
      return '没有找到这一笔，或它不能更正。请从积分单里重新选。'
    case 'entry_corrected':
      return '这一笔已经更正过了，没有再改。请刷新页面看看。'
    case 'entry_spent':
      return `这一笔的积分已经用掉一些：要退 ${needed} 分，只剩 ${points} 分，所以没有更正。请和这一户商量，或请管理员处理。`
    case 'points_input_invalid':
      return '有的地方没填对，所以没有记。请改好再提交。'
    case 'own_household':
      return '这是您自己家，不能自己记分，所以没有记。请另一位工作人员来办。'
    case 'household_unknown':
      return '没有找到这一户，或这一户已经撤销。请重新找。'
    case 'award_unknown':
      return '没有找到这一笔。请刷新页面，从单子里重新选。'
    case 'award_confirmed':
      return '这一笔已经有人确认，分已经记上了。'
    case 'award_rejected':
      return '这一笔已经有人看过，没有记分。要记，请重新称。'
    case 'award_overdue':
      return '这一笔放得太久，过期了，没有记分。要记，请重新称。'
    case 'points_request_reused':
      return '这次提交和前一次内容不一样，没有再记。请刷新页面，重新填写。'
    case 'points_act_overtaken':
      return '情况刚刚有变动，所以没有记。请刷新页面，再看一遍。'
  }
}

export const reasonWord: Record<CorrectionReason, string> = {
  weight: '重量或件数记错',
  household: '记错了户',
  material: '回收物选错',
  twice: '重复记了',
}

const decimals = (thousandths: number) => String(thousandths / 1000)

const quantityInWords = (quantity: Quantity) => ('grams' in quantity ? `${decimals(quantity.grams)} 公斤` : `${quantity.items} 件`)

const capWords: Record<Capped['cap'], string> = {
  material: '这一类每户每天最多',
  day: '每户每天最多',
  month: '每户每月最多',
  drop: '一次最多',
}

/** How points came about: `3.26 公斤 × 每公斤 10 分 = 32.6 分，四舍五入得 33 分`. */
export const calculationInWords = ({ quantity, rate, exact_thousandths, rounded, capped, points }: Calculation) => {
  const product = `${quantityInWords(quantity)} × 每${rate.per === 'kg' ? '公斤' : '件'} ${rate.points} 分 = ${decimals(exact_thousandths)} 分`
  const rounding = exact_thousandths === rounded * 1000 ? '' : `，四舍五入得 ${rounded} 分`
  const cap = capped ? `；${capWords[capped.cap]} ${capped.most} 分，还能得 ${capped.left} 分，记 ${points} 分` : ''
  return `${product}${rounding}${cap}`
}
