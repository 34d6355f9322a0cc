import { describe, expect, test } from 'vitest'
import { problemsOf } from './fixture.ts'
import { completeChecker as complete } from './fixture-checker.ts'

type Items = Record<string, unknown>[]
const questions = complete['questions'] as Items
const rates = complete['rates'] as Items
const outcomes = complete['outcomes'] as Items

/** The list with some fields of one of its items changed; undefined takes a field away. */
const withItem = (items: Items, place: number, changes: Record<string, unknown>) =>
  items.map((item, index) =>
    index === place ? Object.fromEntries(Object.entries({ ...item, ...changes }).filter(([, value]) => value !== undefined)) : item,
  )
const asking = (place: number, changes: Record<string, unknown>) => ({ questions: withItem(questions, place, changes) })
const ending = (place: number, changes: Record<string, unknown>) => ({ outcomes: withItem(outcomes, place, changes) })
const rated = (rows: Items) => ({ rates: withItem(rates, 0, { rows }) })
const amount = (place: number, changes: Record<string, unknown>) => {
  const [changed] = withItem([outcomes[place]?.['amount'] as Items[number]], 0, changes)
  return ending(place, { amount: changed })
}

const told = (changes: Record<string, unknown>) =>
  problemsOf('checkers', { ...complete, ...changes }).map(
    (sentence) => sentence.replace('content/checkers/deductions.yml：', '').split('。')[0],
  )

describe('names that lead nowhere', () => {
  test.each([
    [
      asking(1, { when: [{ question: 'childern', is: ['yes'] }] }),
      'questions 第 2 条 when 第 1 条 question（看哪个问题）写的“childern”不是这里的问题',
    ],
    [
      asking(0, { when: [{ question: 'housing', is: ['rent'] }] }),
      'questions 第 1 条 when 第 1 条 question（看哪个问题）写的“housing”排在后面才问，会绕成一圈',
    ],
    [
      asking(2, { when: [{ question: 'housing', is: ['rent'] }] }),
      'questions 第 3 条 when 第 1 条 question（看哪个问题）写的“housing”排在后面才问，会绕成一圈',
    ],
    [
      asking(2, { when: [{ question: 'pupils', is: ['one'] }] }),
      'questions 第 3 条 when 第 1 条 question（看哪个问题）写的“pupils”是数字题，不能当条件',
    ],
    [
      ending(2, { when: [{ question: 'housing', is: ['rented'] }] }),
      'outcomes 第 3 条 when 第 1 条 is 第 1 条（选了什么）写的“rented”不是“housing”的选项（rent、own）',
    ],
    [amount(0, { rate: 'pupils' }), 'outcomes 第 1 条 amount.rate（标准）写的“pupils”不是这里的标准'],
    [amount(0, { question: 'pupil' }), 'outcomes 第 1 条 amount.question（看哪个问题）写的“pupil”不是这里的问题'],
    [amount(0, { question: 'children' }), 'outcomes 第 1 条 amount.question（看哪个问题）写的“children”是是否题，“按数量”要看数字题'],
    [
      ending(0, { when: [{ question: 'housing', is: ['rent'] }] }),
      'outcomes 第 1 条 amount.question（看哪个问题）写的“pupils”不一定问到，这条结果的 when 里也要写“children”',
    ],
    [asking(1, { id: 'children' }), 'questions 第 2 条 id（问题代号）“children”在第 1 条写过了'],
    [asking(0, { id: 'edit' }), 'questions 第 1 条 id（问题代号）“edit”是网站自己用的，要换一个'],
  ])('%#', (changes, sentence) => {
    expect(told(changes)).toContain(sentence)
  })
})

describe('fields that do not go with the kind', () => {
  test.each([
    [asking(2, { options: undefined }), 'questions 第 3 条 options（选项）没有写'],
    [
      asking(0, {
        options: [
          { value: 'a', label: '甲' },
          { value: 'b', label: '乙' },
        ],
      }),
      'questions 第 1 条 options（选项）是否题不用写',
    ],
    [
      asking(2, {
        options: [
          { value: 'rent', label: '甲' },
          { value: 'rent', label: '乙' },
        ],
      }),
      'questions 第 3 条 options 第 2 条 value（选项代号）“rent”在第 1 条写过了',
    ],
    [asking(1, { unit: undefined }), 'questions 第 2 条 unit（单位）没有写'],
    [asking(0, { unit: '个' }), 'questions 第 1 条 unit（单位）是否题不用写'],
    [asking(1, { least: 11 }), 'questions 第 2 条 most（最大）写的是 10，比最小的 11 还小'],
    [asking(4, { least: undefined }), 'questions 第 5 条 least（最小）应当是四位数的年份'],
    [amount(0, { above: 'floor' }), 'outcomes 第 1 条 amount.above（起算线）“按数量”不用写'],
    [amount(1, { above: undefined }), 'outcomes 第 2 条 amount.above（起算线）没有写'],
    [amount(2, { retires: undefined }), 'outcomes 第 3 条 amount.retires（哪一类人）没有写'],
  ])('%#', (changes, sentence) => {
    expect(told(changes)).toContain(sentence)
  })
})

describe('rates follow one another', () => {
  const row = (from: string, until?: string) => ({ from, ...(until && { until }), amount: 1 })
  test.each([
    [[row('2019-01-01', '2022-12-30'), row('2023-01-01')], '第 2 条 from（从哪天起） 2023-01-01 才起，前一条到 2022-12-30 就止，中间空着'],
    [[row('2019-01-01', '2023-01-01'), row('2023-01-01')], '第 2 条 from（从哪天起） 2023-01-01 就起，前一条到 2023-01-01 才止，重了'],
    [[row('2019-01-01'), row('2023-01-01')], '第 2 条 from（从哪天起） 2023-01-01 起又有一条，可是前一条没有写到哪天止'],
    [[row('2023-01-01', '2023-12-31'), row('2022-01-01')], '第 2 条 from（从哪天起） 2022-01-01 不晚于前一条的 2023-01-01，要按先后写'],
    [[row('2023-01-01', '2022-12-31')], '第 1 条 until（到哪天止） 2022-12-31 早于开始的 2023-01-01'],
  ])('%#', (rows, sentence) => {
    expect(told(rated(rows))).toEqual([`rates 第 1 条 rows ${sentence}`])
  })

  test('one that nothing counts with is told', () => {
    expect(told({ rates: [...rates, { ...rates[0], id: 'spare' }] })).toEqual(['rates 第 4 条 id（标准代号）“spare”没有一条结果用到'])
  })
})

describe('ways through the questions', () => {
  test('one without an outcome is told, with its answers', () => {
    expect(told({ outcomes: outcomes.slice(0, 3) })).toEqual([
      'outcomes（结果）有一种答法没有结果：children 答 yes，pupils 答 0，housing 答 own，illness 答 0，born 答 1940-01',
    ])
  })

  test('a question or an outcome nobody meets is told', () => {
    const never = [
      { question: 'children', is: ['yes'] },
      { question: 'children', is: ['no'] },
    ]
    expect(told(asking(3, { when: never }))).toContain(
      'outcomes 第 2 条 amount.question（看哪个问题）写的“illness”不一定问到，这条结果的 when 里也要写“children”',
    )
    expect(told({ questions: [...questions, { ...questions[0], id: 'spare', when: never }] })).toEqual([
      'questions 第 6 条 when（什么时候）怎么答都轮不到这个问题',
    ])
    expect(told({ outcomes: [...outcomes, { id: 'spare', title: '多', text: '多', when: never }] })).toEqual([
      'outcomes 第 5 条 when（什么时候）怎么答都看不到这个结果',
    ])
  })

  test('too many to look at are told', () => {
    const more = Array.from({ length: 12 }, (_, place) => ({ id: `more${place}`, ask: '是不是？', kind: '是否' }))
    expect(told({ questions: [...questions, ...more] })).toEqual(['questions（问题）走法超过 20000 种，没法逐一检查，要拆成两个'])
  })

  test('a sentence ends with what to write', () => {
    expect(problemsOf('checkers', { ...complete, ...amount(0, { rate: 'pupils' }) })).toEqual([
      'content/checkers/deductions.yml：outcomes 第 1 条 amount.rate（标准）写的“pupils”不是这里的标准。请写上面一条标准的代号（退休年龄不写），例如“pupil”。',
    ])
  })
})
