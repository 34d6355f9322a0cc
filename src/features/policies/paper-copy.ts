import { dayInWords } from '../../kernel/calendar.ts'
import { addressOnPaper } from '../../kernel/paper.ts'
import type { Validity } from './validity.ts'

/** The text to paste into the residents' group. */
export const groupWords = {
  conditions: '谁能办：',
  materials: '带什么：',
  place: '到哪里：',
  offline: '不用手机：',
  timeAndCost: (time: string, cost: string) => `多久办好：${time}；要不要钱：${cost}`,
  rest: (count: number) => `；还有 ${count} 条看网页`,
  phone: (phone: string) => `电话：${phone}`,
  more: (url: string) => `详情：${url}`,
}

/** The sheet of paper. */
export const sheetWords = {
  conditions: '谁能办',
  materials: '带什么',
  time: '多久办好',
  cost: '要不要钱',
  place: '到哪里',
  proxy: '能否代办',
  offline: '不用手机',
  web: (url: string) => `扫码看全文：${addressOnPaper(url)}`,
  number: (number: string) => `文号：${number}`,
  validUntil: (day: string) => `有效到 ${dayInWords(day)}。`,
  dated: (from: string, today: string, reviewed: string) => `${from}，${dayInWords(today)}的内容，${dayInWords(reviewed)}核对过。`,
}

/** What who holds the paper must know first, or null: paper stays in a drawer when the page has long changed. */
export const standingSentence = (policy: { effective_from: string; expires_on?: string | undefined }, { state, successor }: Validity) => {
  if (state === 'in_force') return null
  if (state === 'upcoming') return `还没施行：${dayInWords(policy.effective_from)}起才能办。`
  const newer = successor ? `新的规定是《${successor.title}》。` : ''
  if (state === 'ending' && policy.expires_on) return `快要失效：有效到${dayInWords(policy.expires_on)}，要办请抓紧。${newer}`
  return `已失效：别再照这张办。${newer}`
}
