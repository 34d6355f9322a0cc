import { pointsFieldSentence, pointsRefusalSentence } from '../points/copy.ts'
import { heaviestGrams } from '../points/limits.ts'
import type { Finding } from './patterns.ts'
import type { DropOffFieldErrorCode, DropOffRefusal } from './schema.ts'

export const dropOffFieldSentence: Record<DropOffFieldErrorCode, string> = {
  ...pointsFieldSentence,
  sought_missing: '请写门牌，或扫居民卡。',
  surname_missing: '按门牌找，还要写这一户的姓。',
  station_missing: '请选一个回收点。',
  device_name_missing: '请给设备起个名字，最多 20 个字，例如“东区大秤”。',
  grams_invalid: `重量要写克数，1 到 ${heaviestGrams} 的整数。`,
  material_twice: '同一类写了两次，请合成一条。',
  message_invalid: '这一项不对，请照接口说明填写。',
}

/** Why not, and what to do instead. `phone` is the community's. */
export const dropOffRefusalSentence = ({ code, points = 0, needed = 0 }: DropOffRefusal, phone: string): string => {
  const call = `打电话 ${phone}`
  switch (code) {
    case 'station_unknown':
      return `没有这个回收点，或它已经撤了，所以没有记。请重新选回收点，或${call}。`
    case 'nothing_brought':
      return '还没有写重量或件数，所以没有记。请至少填一样。'
    case 'inspector_cap_reached':
      return `您今天还能记 ${points} 分，这一次是 ${needed} 分，所以没有记。请另一位工作人员来记。`
    case 'award_own':
      return '这一笔是您自己记的，要另一位工作人员来确认。'
    case 'device_unknown':
      return '没有找到这台设备。请从单子里重新选。'
    case 'signature_wrong':
      return `签名不对，或设备已经停用，所以没有记。请核对设备编号和密钥，或${call}。`
    case 'message_stale':
      return '消息的时间和网站差了五分钟以上，所以没有记。请校准设备的钟，重新签名再发。'
    default:
      return pointsRefusalSentence({ code, points, needed }, phone)
  }
}

/** Why a household's drop-offs were picked out. */
export const findingInWords = ({ kind, count }: Finding) => {
  switch (kind) {
    case 'two_stations':
      return '一刻钟里在两个回收点都记了分。'
    case 'just_below':
      return `同一个人记的，有 ${count} 次刚好不用第二个人确认。`
    case 'one_inspector':
      return `${count} 次几乎都是同一个人记的。`
  }
}
