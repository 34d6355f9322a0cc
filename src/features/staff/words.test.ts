import { describe, expect, test } from 'vitest'
import { sampleCatalogue } from '../../../tests/support/catalogue.ts'
import { acts } from './permissions.ts'
import { scopeWord } from './scope.ts'
import { actWord, wordOfAct, wordOfDetail } from './words.ts'

describe('the audit log in words', () => {
  test('has one for every act, each its own', () => {
    expect(acts.filter((act) => !/^[\p{Script=Han}、]+$/u.test(actWord[act]))).toEqual([])
    expect(new Set(Object.values(actWord)).size).toBe(Object.keys(actWord).length)
  })

  test('shows an act it no longer knows by its name', () => {
    expect(wordOfAct('household.read')).toBe('查看一户')
    expect(wordOfAct('king.crowned')).toBe('king.crowned')
    expect(wordOfAct('toString')).toBe('toString')
  })

  test('says by which second factor, in words too', () => {
    expect(['app', 'passkey'].map(wordOfDetail)).toEqual(['动态码', '通行密钥'])
  })
})

test('what somebody is in charge of is said, also when the content has lost it', () => {
  const known = sampleCatalogue()
  expect(scopeWord({ role: 'grid_worker', scope: 'g2' }, known)).toBe('第二网格')
  expect(scopeWord({ role: 'team_lead', scope: 'meals' }, known)).toBe('邻里送餐')
  expect(scopeWord({ role: 'grid_worker', scope: 'g9' }, known)).toBe('（内容里已经没有了）')
  expect(scopeWord({ role: 'desk', scope: null }, known)).toBeNull()
})
