import { personNameMaxCharacters } from './person-name.ts'
import type { MemberFieldErrorCode, MembersRefusal } from './schema.ts'

export const memberFieldSentence: Record<MemberFieldErrorCode, string> = {
  sought_missing: '请写门牌，或扫居民卡。',
  sought_unreadable: '看不懂这个门牌。请写成 3-2-501（楼栋-单元-门牌），没有单元写成 3-501；居民卡是 10 位字母和数字。',
  door_missing: '请写门牌，例如 3-2-501。',
  door_unreadable: '门牌看不懂。请写成 3-2-501（楼栋-单元-门牌），没有单元写成 3-501。',
  building_unknown: '没有这一栋。请核对楼栋，或请管理员先在 content/site.yml 的网格里加上。',
  person_missing: '请写姓名。',
  person_unreadable: `姓名不对。请只写汉字、字母和“·”，最多 ${personNameMaxCharacters} 个字。`,
  relation_missing: '请选和户主的关系。',
  phone_unreadable: '电话不对。手机号是 11 位；座机请连区号一起写，例如 0571-88880000；没有电话就空着。',
  phone_needed: '请写代办人登记的电话。',
  birth_month_unreadable: '出生年月不对。只写不满 14 岁的孩子，写成 2020-05 这样。',
  tags_unknown: '没有这样的人群。请从列出的里面选。',
  consent_missing: '请先念给本人听，本人同意了再打勾。',
  people_missing: '请选是谁。',
  representative_missing: '请选谁来办。',
  page_too_old: '这一页放得太久了。请刷新后再填一次。',
}

/** Why not, and what to do instead. */
export const membersSentence = (refusal: MembersRefusal): string => {
  const { door = '', name = '' } = refusal
  switch (refusal.code) {
    case 'input_invalid':
      return '有的地方没填对，请改好再提交。'
    case 'household_unknown':
      return '没有找到这一户。请重新找一次。'
    case 'member_unknown':
      return '这一户里没有这个人了，可能刚刚搬走或迁出。请看看下面的名单。'
    case 'door_unregistered':
      return `${door} 还没有登记。请核对门牌。`
    case 'surname_unknown':
      return `${door} 登记了人家，但没有姓“${name}”的。请核对门牌，或把姓空着再找。`
    case 'card_unknown':
      return '这张居民卡不能用，可能换过新卡。请改用门牌找，需要的话再发一张。'
    case 'door_taken':
      return `${door} 已经登记了一户。两家其实是一家的，请用下面的“并户”；不是的，请核对门牌。`
    case 'same_door':
      return `这一户现在就是 ${door}，不用改。`
    case 'name_twice':
      return name
        ? `${name}：那一户已经有同姓名的人。是同一个人的不用再登记；是两个人的，先把姓名后面加一个字分开。`
        : '这一户已经有同姓名的人。是同一个人的不用再登记；是两个人的，姓名后面加一个字分开，例如“王芳大”。'
    case 'phone_taken':
      return '这个电话已经登记在另一位居民名下。请核对号码；共用电话的，这里空着，再登记家人代办。'
    case 'own_household':
      return '这是您自己家，搬、并、分、迁出要请另一位工作人员来办，所以没有办。'
    case 'nobody_left':
      return '这样一来，原来的门牌就没有人了。全家一起走的，请用“换门牌”或“并户”。'
    case 'representative_unknown':
      return '没有居民登记这个电话。请先把代办人登记进一户，再来办。'
    case 'representation_unfit':
      return '这两个人不能这样登记。监护人要是同一户的大人，孩子要不满 14 岁；代办人要是大人，而且不是本人。'
    case 'child_needs_guardian':
      return '不满 14 岁的孩子不用自己登录。请在下面登记监护人，由监护人替孩子办。'
    case 'paper_overtaken':
      return '刚才已经给这位居民打印过另一张，这一张没有用。请用那一张；找不到的，过一分钟再打印。'
    case 'request_key_reused':
      return '这次提交和前一次内容不一样。请刷新页面，重新填写。'
  }
}

/** What was done, said after it. */
export const doneWords = {
  registered: '登记好了这一户。',
  added: '加好了。',
  corrected: '改好了。',
  departed: '已经迁出。电话、居民卡、登录和代办都停了。',
  moved: '搬好了。',
  split: '分好户了，这是新的一户。',
  renumbered: '门牌换好了。',
  merged: '并好了，这是并成的一户。并进来那户的答题码作废了；它的纸质问卷录过、还没算上的，要写上新的答题码，从头录。',
  represented: '登记好了，现在就能代办。',
  representation_ended: '已经停了。',
} as const
export type Done = keyof typeof doneWords

export type EventKind = 'created' | 'joined' | 'left' | 'moved_in' | 'moved_out' | 'merged' | 'split' | 'renumbered' | 'deleted'

/** One line of 户的经过, in numbers of people. */
export const eventSentence = (kind: EventKind, people: number): string =>
  ({
    created: `立户，${people} 人`,
    joined: `登记了 ${people} 人`,
    left: `${people} 人迁出`,
    moved_in: `搬进 ${people} 人`,
    moved_out: `搬出 ${people} 人`,
    merged: `${people} 人并入另一户，这一户到此为止`,
    split: `${people} 人分出去另立一户`,
    renumbered: `换了门牌，${people} 人`,
    deleted: `${people} 人的资料按本人要求删除`,
  })[kind]

export const representationWord = { guardian: '监护人', delegate: '代办人' } as const
export type RepresentationKind = keyof typeof representationWord
