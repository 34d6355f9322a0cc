import { expect, test } from 'vitest'
import { limitsOf } from './limits.ts'
import type { Question } from './schema.ts'

const options = ['a', 'b', 'c'].map((id) => ({ id, label: id }))
const limits = (changes: Partial<Question>) => limitsOf({ id: 'q', ask: 'q', kind: '多选', required: true, ...changes })

test.each<[string, Partial<Question>, { least: number; most: number }]>([
  ['a short text has 40 characters', { kind: '短文字' }, { least: 1, most: 40 }],
  ['a long text has 500 characters', { kind: '长文字' }, { least: 1, most: 500 }],
  ['a text has as many characters as its file says', { kind: '短文字', most: 60 }, { least: 1, most: 60 }],
  ['no text has more than 1000 characters', { kind: '长文字', most: 5000 }, { least: 1, most: 1000 }],
  ['a score goes from 1 to 5', { kind: '打分' }, { least: 1, most: 5 }],
  ['a score goes as far as its file says', { kind: '打分', least: 0, most: 10 }, { least: 0, most: 10 }],
  ['a number goes from none to a million', { kind: '数字' }, { least: 0, most: 1_000_000 }],
  ['a number goes as far as its file says', { kind: '数字', least: 18, most: 99 }, { least: 18, most: 99 }],
  ['of several options one may be chosen, or all', { options }, { least: 1, most: 3 }],
  ['of several options as many are chosen as the file says', { options, least: 2, most: 2 }, { least: 2, most: 2 }],
  ['no more options are chosen than there are', { options, most: 9 }, { least: 1, most: 3 }],
  ['as many options can be ranked as there are', { kind: '排序', options }, { least: 1, most: 3 }],
  ['where there is no option none can be chosen', { kind: '日期' }, { least: 1, most: 0 }],
])('%s', (_, question, expected) => expect(limits(question)).toEqual(expected))
