import { describe, expect, test } from 'vitest'
import { fitSheet, givenOutBy, linesOf, type SheetDraft } from './paper.ts'

const sentence = (characters: number) => `${'话'.repeat(characters - 1)}。`

const draft = (over: Partial<SheetDraft> = {}): SheetDraft => ({
  title: '居住证怎么办',
  standing: null,
  answer: '住满半年就能办，不收费。',
  phone: '0400-5550100',
  rows: [
    { label: '谁能办', texts: ['在这里住满半年的人'] },
    { label: '带什么', texts: ['身份证', '租房合同'] },
    { label: '能否代办', texts: ['可以'], spare: true },
    { label: '不用手机', texts: ['到窗口办'] },
  ],
  foot: ['扫码看全文：wutongli.example/policies/juzhuzheng/'],
  ...over,
})

const longRows = (items: number) => [
  { label: '谁能办', texts: Array.from({ length: items }, () => sentence(120)) },
  { label: '带什么', texts: Array.from({ length: items }, () => sentence(120)) },
  { label: '多久办好', texts: [sentence(80)] },
  { label: '能否代办', texts: [sentence(120)], spare: true },
  { label: '不用手机', texts: [sentence(160)] },
]

describe('what fits', () => {
  test('is printed whole, and as large as it fits', () => {
    const sheet = fitSheet(draft())
    expect(sheet).toMatchObject({ size_pt: 22 })
    expect(sheet.rows.map(({ texts, left_out }) => [texts.length, left_out])).toEqual([
      [1, 0],
      [2, 0],
      [1, 0],
      [1, 0],
    ])
  })

  test('is smaller the more there is of it, and never smaller than 16pt', () => {
    const sizes = [1, 6, 12, 60].map(
      (items) => fitSheet(draft({ rows: [{ label: '带什么', texts: Array(items).fill(sentence(40)) }] })).size_pt,
    )
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a))
    expect(new Set(sizes).size).toBeGreaterThan(2)
    expect(sizes.at(-1)).toBe(16)
  })
})

describe('what is too long', () => {
  test('loses the ends of its lists first, and says how many', () => {
    const sheet = fitSheet(
      draft({
        rows: [
          { label: '带什么', texts: Array(60).fill('一样材料') },
          { label: '主办', texts: ['居委会'], spare: true },
        ],
      }),
    )
    expect(sheet.size_pt).toBe(16)
    const [list, spare] = sheet.rows
    expect((list?.texts.length ?? 0) + (list?.left_out ?? 0)).toBe(60)
    expect(list?.texts.length).toBeGreaterThan(20)
    expect(spare?.label).toBe('主办')
  })

  test('keeps each line one needs for going there, cut at the end of a sentence, however much is written', () => {
    const rows = [...longRows(30), { label: '到哪里', texts: [`${'地'.repeat(30)}，${'址'.repeat(80)}`] }]
    const sheet = fitSheet(draft({ title: '题'.repeat(30), standing: sentence(60), answer: sentence(80), rows }))
    expect(sheet.rows.map(({ label }) => label)).toEqual(['谁能办', '带什么', '多久办好', '不用手机', '到哪里'])
    for (const { texts } of sheet.rows) expect(texts.length).toBeGreaterThan(0)
  })
})

test('a line without a text does not stand there', () => {
  expect(fitSheet(draft({ rows: [{ label: '带什么', texts: [] }] })).rows).toEqual([])
})

test('lines are counted in the width of a Chinese character, with room for a mark that may not begin a line', () => {
  expect([linesOf('字'.repeat(19), 200, 10), linesOf('字'.repeat(20), 200, 10), linesOf('', 200, 10)]).toEqual([1, 2, 1])
  expect(linesOf('a'.repeat(30), 200, 10)).toBe(1)
})

test('who hands it out is named with the own number only where the sheet has another', () => {
  const from = { name: '梧桐里社区', phone: '0400-5550100' }
  expect([givenOutBy(from, '0400-5550100'), givenOutBy(from, '110')]).toEqual(['梧桐里社区', '梧桐里社区 0400-5550100'])
})
