import { expect, test } from 'vitest'
import { writtenChecker } from '../../../tests/support/checkers.ts'
import { viewOf } from './view.ts'

const outcome = (slug: string, query: string, today = '2026-11-23') => {
  const view = viewOf(writtenChecker(slug), Object.fromEntries(new URLSearchParams(query)), today)
  if (!view.ok) throw new Error(view.refusal)
  const { findings, total, step } = view.value
  if (step) throw new Error(`${step.question.id} is still to be answered`)
  const told = findings.map(({ title, lines }) => [title, ...lines.slice(0, 1).map(({ value }) => value)].join(' '))
  return total ? [...told, total] : told
}

const plain = 'taxed=yes&children=no&degree=no&certificate=no&illness=0&housing=neither&parents=none'
const combined = (changes: string) =>
  `${new URLSearchParams([...new Map([...new URLSearchParams(plain), ...new URLSearchParams(changes)])])}`
const tax = (changes: string, today?: string) => outcome('zhuanxiang-fujia-kouchu', combined(changes), today)

test.each([
  ['', ['这七项您现在都对不上']],
  ['taxed=no', ['现在用不上']],
  ['children=yes&babies=1&pupils=2&share=all', ['3 岁以下婴幼儿照护，能扣 2,000 元', '子女教育，能扣 4,000 元', '合起来每月 6,000 元']],
  [
    'children=yes&babies=1&pupils=1&share=half',
    ['3 岁以下婴幼儿照护，扣一半 1,000 元', '子女教育，扣一半 1,000 元', '合起来每月 2,000 元'],
  ],
  ['children=yes&babies=0&pupils=1&share=other', ['养孩子的扣除，由您爱人填']],
  ['degree=yes', ['继续教育（学历），能扣 400 元']],
  ['certificate=yes', ['继续教育（职业资格），能扣 3,600 元']],
  ['illness=15000', ['这七项您现在都对不上']],
  ['illness=15001', ['大病医疗，能扣 1 元']],
  ['illness=95000', ['大病医疗，能扣 80,000 元']],
  ['illness=9999999', ['大病医疗，能扣 80,000 元']],
  ['certificate=yes&illness=20000', ['继续教育（职业资格），能扣 3,600 元', '大病医疗，能扣 5,000 元', '合起来每年 8,600 元']],
  ['housing=loan', ['住房贷款利息，能扣 1,000 元']],
  ['housing=rent&city=capital', ['住房租金，能扣 1,500 元']],
  ['housing=rent&city=large', ['住房租金，能扣 1,100 元']],
  ['housing=rent&city=small', ['住房租金，能扣 800 元']],
  ['parents=only', ['赡养老人，能扣 3,000 元']],
  ['parents=shared&portion=1500', ['赡养老人，按您分到的扣 1,500 元']],
  ['parents=shared&portion=0', ['这七项您现在都对不上']],
  ['housing=loan&parents=only', ['住房贷款利息，能扣 1,000 元', '赡养老人，能扣 3,000 元', '合起来每月 4,000 元']],
])('专项附加扣除 %s', (changes, told) => {
  expect(tax(changes)).toEqual(told)
})

test('a figure is that of the day: three were raised on 1 January 2023', () => {
  const family = 'children=yes&babies=1&pupils=1&share=all&parents=only'
  const amounts = (today: string) => tax(family, today).map((line) => line.split(' ').at(-2))
  expect(amounts('2022-12-31')).toEqual(['1,000', '1,000', '2,000', '4,000'])
  expect(amounts('2023-01-01')).toEqual(['2,000', '2,000', '3,000', '7,000'])
})

test('before a rate began, it is said that there is none', () => {
  expect(tax('children=yes&babies=1&pupils=0&share=all', '2021-12-31')).toEqual([
    '3 岁以下婴幼儿照护，能扣 今天没有可用的标准，请打电话问。',
  ])
})

test('a checker whose policy has ended, or has not begun, says so', () => {
  const checker = writtenChecker('yanchi-tuixiu')
  const standing = (today: string, changes: object = {}) => {
    const [policy, ...others] = checker.policies
    const view = viewOf({ ...checker, policies: policy ? [{ ...policy, ...changes }, ...others] : [] }, {}, today)
    return view.ok && view.value.standing
  }
  expect(standing('2026-11-23')).toBeNull()
  expect(standing('2024-12-31')).toBe('将于2025年1月1日施行，现在还不能办。')
  expect(standing('2030-01-01', { expires_on: '2029-12-31' })).toBe('这项规定已失效（有效到2029年12月31日）。有疑问请打电话问社区。')
})

test('the age of retirement comes with the years to pay in and how early and late one may go', () => {
  const view = viewOf(writtenChecker('yanchi-tuixiu'), { kind: 'man', born: '1970-06' }, '2026-11-23')
  expect(view.ok && view.value.findings[0]?.lines).toEqual([
    { name: '退休年龄', value: '61岁5个月' },
    { name: '哪个月到', value: '2031年11月' },
    { name: '比原来晚', value: '17 个月' },
    { name: '想早退', value: '自愿的，最早 2030年6月' },
    { name: '想晚退', value: '和单位商量好，最晚 2034年11月' },
    { name: '要交满', value: '16年，才能按月领养老金' },
  ])
})

test.each([
  ['age=under60', ['还没到年龄']],
  ['age=from60', ['能享受老年人优待']],
  ['age=from80&registered=yes&allowance=none', ['能申请高龄津贴（示例） 100 元', '能享受老年人优待']],
  ['age=from90&registered=yes&allowance=minimum', ['能申请高龄津贴（示例） 300 元', '低保照领（示例）', '能享受老年人优待']],
  ['age=from100&registered=yes&allowance=care', ['能申请高龄津贴（示例） 800 元', '护理补贴先问清（示例）', '能享受老年人优待']],
  ['age=from80&registered=no', ['津贴要到户口所在地申请', '能享受老年人优待']],
])('高龄津贴 %s', (query, told) => {
  expect(outcome('gaoling-jintie', query)).toEqual(told)
})
