import type { Problem } from './problem.ts'

/** What can go wrong with a request before any feature has seen it. */
export const httpRefusalCodes = [
  'body_too_large',
  'body_unreadable',
  'content_type_unsupported',
  'origin_foreign',
  'route_unknown',
  'signin_needed',
  'second_factor_needed',
  'role_insufficient',
  'database_unavailable',
  'unexpected',
] as const
export type HttpRefusalCode = (typeof httpRefusalCodes)[number]

/** What a person is told; `phone` is the community's. */
export const httpSentence = (code: HttpRefusalCode, phone: string) =>
  ({
    body_too_large: '发来的内容太长，没有办成。请写短一些再试。',
    body_unreadable: '发来的内容不完整，没有办成。请重试一次。',
    content_type_unsupported: '发来的格式不对，没有办成。请从本站页面填写。',
    origin_foreign: '这次提交不是从本站页面来的，没有办成。请打开本站页面重新填写。',
    route_unknown: '没有这个页面。请从首页重新查找。',
    signin_needed: `要先登录才能办这件事。请登录后再试，或打电话 ${phone}，工作人员帮您办。`,
    second_factor_needed: '离开得太久了，请再验证一次，然后回到刚才的页面重新提交。',
    role_insufficient: `您的岗位不能办这件事。需要的话，请找管理员，或打电话 ${phone}。`,
    database_unavailable: `系统暂时连不上，不知道办成没有。请过几分钟先看看，没有办成再办一次；也可以打电话 ${phone}，工作人员帮您查。`,
    unexpected: `网站出了差错，没有办成。请过几分钟再试，或打电话 ${phone}，工作人员帮您办。`,
  })[code]

/** What is said while the database is away: who only looks has nothing that may be done or not. */
export const outageProblem = (method: string, phone: string): Problem => ({
  ...httpProblem('database_unavailable', phone),
  ...(['GET', 'HEAD'].includes(method) && { sentence: `系统暂时连不上。请过几分钟再试，或打电话 ${phone}，工作人员帮您办。` }),
})

/** What stands above a refusal. Whether something was done is not known when the answer of the database got lost. */
export const problemTitle = ({ code }: Pick<Problem, 'code'>) => (code === 'database_unavailable' ? '暂时连不上' : '没有办成')

/** The same for staff whose form was kept. */
export const keptProblem = (kept: string, phone: string): Problem => ({
  ...httpProblem('second_factor_needed', phone),
  sentence: '离开得太久了，请再验证一次。刚才填的已经留着，验证好了接着办。',
  kept,
})

/** Where a person goes on from a refusal. */
const wayOn: Partial<Record<HttpRefusalCode, Problem['next']>> = {
  signin_needed: { href: '/signin/', word: '去登录' },
  second_factor_needed: { href: '/staff/verify/', word: '去验证' },
  role_insufficient: { href: '/desk/', word: '回工作台' },
}

/** How long a database that went away is usually gone, so that programs do not come again at once. */
const retryAfterSeconds: Partial<Record<HttpRefusalCode, number>> = { database_unavailable: 60 }

export const httpProblem = (code: HttpRefusalCode, phone: string): Problem => ({
  code,
  sentence: httpSentence(code, phone),
  ...(retryAfterSeconds[code] && { retry_after_seconds: retryAfterSeconds[code] }),
  ...(wayOn[code] && { next: wayOn[code] }),
})
