/** 工作台's own words, where a role has nothing to do yet. */
export const comingWord = {
  team_lead: '志愿项目排班、记服务时间的页面正在做。做好以后，这里会直接打开。现在请照旧登记在纸上。',
} as const

export const doneSentence = {
  added: '加好了。请打印登录纸条，交给本人；第一次登录时要设第二道验证。',
  ended: '服务已经结束，所有设备都退出了。',
  home: '登记好了：自己家的积分和兑换，要请别人办。',
  no_home: '去掉了，现在没有登记住在哪一户。',
  reset: '第二道验证已经去掉，所有设备都退出了。请打印一张新的登录纸条，本人重新登录时再设一次。',
} as const

/** The register knows the household, but nobody of this whole name in it. */
export const nobodyOfThatName = '这一户里没有登记叫这个名字的人，所以没有登记。请照居民登记写全名。'

export const ownHomeStays = '自己住哪一户，登记以后不能自己改。请让另一位管理员来办。'

/** Where a line's subject is looked at, if it has a page at the desk. */
export const subjectPage = (kind: string, id: string): string | null => {
  if (id === '') return null
  if (kind === 'staff') return `/desk/staff/${id}/`
  if (kind === 'household') return `/desk/households/${id}/`
  if (kind === 'occurrence') return `/desk/activities/${id}/`
  if (kind === 'signup') return `/desk/signups/${id}/`
  if (kind === 'survey') return `/desk/surveys/${id}/`
  return null
}

const kindWord: Record<string, string> = {
  staff: '工作人员',
  device: '称重设备',
  week: '一周',
  household: '户',
  resident: '居民',
  signup: '报名',
  occurrence: '场次',
  representation: '代办',
  survey: '问卷',
  sheet: '表格',
  audit: '记录',
}

export const wordOfKind = (kind: string) => kindWord[kind] ?? kind

/** Who is no member of staff: whoever ran a command on the machine. */
export const wordOfActor = (actor: string) => (actor === 'console' ? '命令行' : actor)
