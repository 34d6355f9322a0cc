import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { httpProblem, httpRefusalCodes, httpSentence } from '../src/kernel/http-problem.ts'
import { readTree } from '../tests/repo/tree.ts'
import { repositoryRoot } from '../tests/support/root.ts'
import { answerProblem, statusOf } from './problem.ts'
import { type ErrorCode, status } from './status.ts'

const schemas = [...readTree().keys()].filter((path) => /^src\/features\/[^/]+\/[a-z-]*schema\.ts$/.test(path))
const exported = await Promise.all(schemas.map((path) => import(pathToFileURL(join(repositoryRoot, path)).href)))
const ofFeatures = exported.flatMap((exports: Record<string, ErrorCode[]>) =>
  Object.entries(exports).flatMap(([name, list]) => (name.endsWith('RefusalCodes') ? list : [])),
)
const codes = [...new Set([...httpRefusalCodes, ...ofFeatures])]
const broken = ['database_unavailable', 'unexpected']

describe('every code', () => {
  test('has a status, and no status is left over', () => expect(Object.keys(status).sort()).toEqual([...codes].sort()))

  test.each(codes)('%s is the fault of whom its status says', (code) => {
    expect(statusOf({ code, sentence: '' })).toBe(status[code])
    expect(Math.floor(status[code] / 100)).toBe(broken.includes(code) ? 5 : 4)
  })

  test('of one kind has one status', () => {
    const codesWith = (wanted: number) => codes.filter((code) => status[code] === wanted)
    expect(codesWith(400)).toEqual(['body_unreadable'])
    expect(codesWith(401)).toEqual(['signin_needed', 'second_factor_needed', 'signature_wrong', 'message_stale', 'respondent_needed'])
    expect(codesWith(413)).toContain('body_too_large')
    expect(codesWith(415)).toEqual(['content_type_unsupported'])
    expect(codesWith(429)).toEqual(codes.filter((code) => code.startsWith('too_many_')))
    expect(codesWith(500)).toEqual(['unexpected'])
    expect(codesWith(503)).toEqual(['database_unavailable'])
    const mistyped = codes.filter((code) => code.endsWith('input_invalid'))
    expect(mistyped.map((code) => status[code])).toEqual(mistyped.map(() => 422))
  })
})

describe('a problem is answered', () => {
  test('as problem details with a sentence, kept nowhere', async () => {
    const answer = answerProblem({ code: 'places_taken', sentence: '满了。' })
    expect(answer.status).toBe(409)
    expect(Object.fromEntries(answer.headers)).toEqual({
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    })
    expect(await answer.json()).toEqual({ type: '/problems#places_taken', title: '满了。', status: 409, code: 'places_taken' })
  })

  test('with what is wrong in each field', async () => {
    const fields = [{ field: 'name', code: 'name_missing', sentence: '请写称呼。' }]
    expect(await answerProblem({ code: 'input_invalid', sentence: '没填对。', fields }).json()).toEqual({
      type: '/problems#input_invalid',
      title: '没填对。',
      status: 422,
      code: 'input_invalid',
      errors: [{ field: 'name', code: 'name_missing', detail: '请写称呼。' }],
    })
  })

  test('with the seconds to wait', () => {
    const answer = answerProblem({ code: 'too_many_guesses', sentence: '请等。', retry_after_seconds: 600 })
    expect(answer.headers.get('retry-after')).toBe('600')
  })

  test('as our fault when its code is not known', () => expect(statusOf({ code: 'new', sentence: '' })).toBe(500))
})

describe('what a person is told before any feature has seen the request', () => {
  test.each([
    ['body_too_large', '发来的内容太长，没有办成。请写短一些再试。'],
    ['body_unreadable', '发来的内容不完整，没有办成。请重试一次。'],
    ['content_type_unsupported', '发来的格式不对，没有办成。请从本站页面填写。'],
    ['origin_foreign', '这次提交不是从本站页面来的，没有办成。请打开本站页面重新填写。'],
    ['route_unknown', '没有这个页面。请从首页重新查找。'],
    [
      'database_unavailable',
      '系统暂时连不上，不知道办成没有。请过几分钟先看看，没有办成再办一次；也可以打电话 0400-5550100，工作人员帮您查。',
    ],
    ['unexpected', '网站出了差错，没有办成。请过几分钟再试，或打电话 0400-5550100，工作人员帮您办。'],
  ] as const)('%s', (code, sentence) => {
    expect(httpSentence(code, '0400-5550100')).toBe(sentence)
    expect(httpProblem(code, '0400-5550100')).toMatchObject({ code, sentence })
  })

  test.each([
    ['signin_needed', '要先登录才能办这件事。请登录后再试，或打电话 0400-5550100，工作人员帮您办。', { href: '/signin/', word: '去登录' }],
    ['second_factor_needed', '离开得太久了，请再验证一次，然后回到刚才的页面重新提交。', { href: '/staff/verify/', word: '去验证' }],
    ['role_insufficient', '您的岗位不能办这件事。需要的话，请找管理员，或打电话 0400-5550100。', { href: '/desk/', word: '回工作台' }],
  ] as const)('%s, and where to go on', (code, sentence, next) => {
    expect(httpProblem(code, '0400-5550100')).toMatchObject({ code, sentence, next })
  })
})
