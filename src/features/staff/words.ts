import type { Role } from '../../kernel/actor.ts'
import type { SecondFactorAct } from '../second-factor/schema.ts'
import type { Act } from './permissions.ts'

export const roleWord: Record<Role, string> = {
  steward: '管理员',
  desk: '窗口',
  grid_worker: '网格员',
  station: '回收点',
  team_lead: '志愿项目带头人',
}

/** What somebody may do in each role, in one line for whoever chooses. */
export const roleMeaning: Record<Role, string> = {
  steward: '什么都能办，还能管工作人员、看操作记录',
  desk: '全社区的户和报名',
  grid_worker: '只看自己网格的户',
  station: '回收点称重记分、核销兑换',
  team_lead: '一个志愿项目的事，以后用',
}

/** Lines that sign-in writes by itself, before an act is possible. */
export type SigninAct = 'staff.signed_in' | SecondFactorAct

/** Every act as the audit log says it. */
export const actWord: Record<Act | SigninAct, string> = {
  'desk.open': '打开工作台',
  'household.find': '找一户',
  'household.read': '查看一户',
  'household.edit': '改户或居民的信息',
  'household.reshape': '搬迁、并户或分户',
  'household.import': '导入户',
  'household.export': '导出户',
  'slip.issue': '打印登录纸条',
  'card.issue': '打印居民卡',
  'representation.record': '登记监护或家人代办',
  'roster.read': '查看名册',
  'signup.take': '替人报名',
  'signup.cancel': '替人取消报名',
  'attendance.mark': '签到',
  'occurrence.change': '停办或改期',
  'points.award': '记回收积分',
  'points.confirm': '确认别人记的积分',
  'points.correct': '更正积分',
  'points.read': '查看积分单',
  'points.inspect': '抽查积分',
  'device.manage': '管理称重设备',
  'redemption.hand_out': '核销兑换',
  'redemption.reserve': '替一户兑换或取消',
  'redemption.correct': '更正发错的兑换',
  'stock.record': '清点兑换物',
  'account.export': '导出公示',
  'feedback.read': '看哪页没用',
  'searches.read': '看没搜到的词',
  'survey.answer': '替人答问卷',
  'survey.code': '打印答题码',
  'survey.paper': '录入纸质问卷',
  'survey.read': '看问卷结果',
  'survey.decide': '看问卷里写的话',
  'survey.publish': '公布问卷结果',
  'survey.export': '导出问卷',
  'staff.manage': '管理工作人员',
  'audit.read': '查看操作记录',
  'staff.signed_in': '登录',
  'second_factor.enrolled': '设好第二道验证',
  'second_factor.given': '通过第二道验证',
  'second_factor.failed': '第二道验证没通过',
}

const isKnown = (act: string): act is keyof typeof actWord => Object.hasOwn(actWord, act)

/** An act of an earlier version of the site is shown by its name. */
export const wordOfAct = (act: string) => (isKnown(act) ? actWord[act] : act)

/** What a line's detail says of acts that are done in more than one way; other details are shown as they are. */
const detailWord: Record<string, string> = {
  added: '添加',
  ended: '结束服务',
  second_factor_reset: '重设第二道验证',
  app: '动态码',
  passkey: '通行密钥',
  door: '按门牌',
  card: '扫居民卡',
  phone: '看了电话',
  read: '只看',
  print: '打印',
  'print phones': '打印，带电话',
  'call list': '看要打电话的名单',
  'deleted on request': '按本人要求删除',
  confirmed: '确认',
  rejected: '不记',
  household: '登记住在哪一户',
  'own household': '自己家，没有办',
  'redeemed at the table': '当面兑换',
  cancelled: '取消兑换',
  delivery: '到货',
  count: '清点',
  'first entry': '第一次录入',
  'second entry': '第二次录入',
  'both entries together': '两次对上，交上去',
  'set aside': '已经交过一份，这张不算',
  'entered again': '从头录',
  'given up': '纸找不到了，没有算',
}

/** What a line's detail says. Of a survey that was answered for somebody it is the survey's name, and whether it was for the clerk's own home. */
export const wordOfDetail = (detail: string) => detailWord[detail] ?? detail.replace(/ own household$/, '，自己家的')
