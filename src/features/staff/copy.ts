import type { Problem } from '../../kernel/problem.ts'
import type { StaffFieldErrorCode, StaffRefusal } from './schema.ts'

export const staffFieldSentence: Record<StaffFieldErrorCode, string> = {
  name_missing: '请写姓名。',
  name_unreadable: '姓名只写汉字或字母，最多 20 个字。',
  role_missing: '请选一个岗位。',
  grid_missing: '网格员要选一个网格。',
  programme_missing: '志愿项目带头人要选一个志愿项目。',
  request_key_invalid: '这一页放得太久了。请刷新后再填一次。',
  field_unknown: '多了一项本站不认识的内容，请去掉。',
  person_unknown: '没有这位工作人员，请重新选经手人。',
  act_unknown: '没有这种操作，请重新选。',
  day_invalid: '日期不对，请写成 2026-11-23 这样。',
  days_reversed: '“到哪天”比“从哪天”还早，请改一下。',
  subject_invalid: '编号不对。请从别的页面地址里复制编号，不要写姓名、电话或门牌。',
  page_invalid: '翻页的地址不对，请重新查。',
}

/** Why not, and what to do instead. `phone` is the community's. */
const staffSentence = ({ code }: StaffRefusal, phone: string): string => {
  switch (code) {
    case 'input_invalid':
      return '有的地方没填对，请改好再提交。'
    case 'colleague_unknown':
      return '没有找到这位工作人员。请从下面的名单里重新选。'
    case 'colleague_ended':
      return '这位工作人员已经结束服务，不能再登录。要回来工作，请重新添加。'
    case 'oneself_stays':
      return '不能结束自己的服务。请让另一位管理员来办。'
    case 'last_steward_stays':
      return `社区至少要有一位管理员。请先添加另一位管理员，再来结束；有事请打电话 ${phone}。`
    case 'slip_overtaken':
      return '刚才已经给这位工作人员打印过另一张登录纸条，这一张没有用。请用那一张；找不到的，过一分钟再打印。'
    case 'request_key_reused':
      return '这次提交和前一次内容不一样。请刷新页面，重新填写。'
  }
}

/** A refusal with the sentences a person reads. */
export const staffProblem = (refusal: StaffRefusal, { phone }: { phone: string }): Problem => ({
  code: refusal.code,
  sentence: staffSentence(refusal, phone),
  fields: refusal.fields?.map(({ field, code }) => ({ field, code, sentence: staffFieldSentence[code] })),
})

/** The refusal for input that does not fit its schema. */
export const staffInputInvalid = (fields: { field: string; code: string }[]): StaffRefusal => ({
  code: 'input_invalid',
  fields: fields.map(({ field, code }) => ({ field, code: code in staffFieldSentence ? (code as StaffFieldErrorCode) : 'field_unknown' })),
})
