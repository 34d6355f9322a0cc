import type { SecondFactorFieldErrorCode, SecondFactorRefusal } from './schema.ts'

export const secondFactorFieldSentence: Record<SecondFactorFieldErrorCode, string> = {
  app_code_wrong: '动态码是 6 位数字，每 30 秒换一次，用过的不能再用。请看手机上现在的那一个。',
}

/** Why not, and what to do instead. */
export const secondFactorSentence = ({ code, retry_after_seconds = 60 }: SecondFactorRefusal): string => {
  switch (code) {
    case 'input_invalid':
      return '有的地方没填对，请改好再提交。'
    case 'second_factor_wrong':
      return '没有验证成功。请再试一次；手机换了或丢了，请找管理员重新设置。'
    case 'too_many_second_factors':
      return `错的次数太多了。请等 ${Math.ceil(retry_after_seconds / 60)} 分钟再试；手机换了或丢了，请找管理员重新设置。`
    case 'enrolment_stale':
      return '这一页放得太久了，或者没有读懂手机的回答。请用下面新的二维码再来一次。'
  }
}

/** Words of the pages of the second factor. */
export const secondFactorWords = {
  appCode: '动态码',
  appCodeHint: '手机上身份验证器里的 6 位数字。',
}
