import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readingFrom, servedIndex } from '../../../tests/support/search-index.ts'
import { bySound, fold, inDigits } from './fold.ts'
import { analyse, gramsMax } from './grams.ts'
import { piecesOf } from './marks.ts'
import { readQuery } from './query.ts'
import { type Findable, queryMaxChars } from './schema.ts'
import { search } from './search.ts'

const page = (slug: string, over: Partial<Findable>): Findable => ({
  address: `/policies/${slug}/`,
  kind: 'policy',
  title: slug,
  names: [],
  summary: '',
  facts: [],
  text: '',
  effective_from: '2020-01-01',
  expires_on: null,
  replaced_by: null,
  happens_on: null,
  ...over,
})

const pages = [
  page('gaoling', { title: '高龄津贴怎么领', names: ['长寿金'] }),
  page('jiu', { title: '高龄津贴旧办法', expires_on: '2025-12-31' }),
  page('kuai', { title: '育儿补贴', expires_on: '2026-12-31' }),
  page('jiang', { title: '住房公积金', effective_from: '2027-01-01' }),
  page('chongyang', { title: '重阳午餐', summary: '一起唱歌。', happens_on: '2026-10-18' }),
  page('hechang', { title: '合唱队', summary: '每周三下午在活动厅一起唱歌，会不会识谱都行。' }),
  page('tuo-2027', { title: '假期托管收费 2027 年', summary: '一天 25 元。', effective_from: '2027-01-01' }),
  page('tuo-2026', { title: '假期托管收费 2026 年', summary: '一天 30 元，含一顿午饭，放假以前报名。', expires_on: '2026-12-31' }),
]
const files = servedIndex(pages, '2026-11-23')
const ask = async (query: string, today = '2026-11-23', ended = false) => {
  const found = await search(query, { today, ended }, readingFrom(files))
  return { addresses: found?.pages.map(({ address }) => address), ended: found?.ended }
}

test('what took place before stands behind what is still to come', async () => {
  expect((await ask('唱歌')).addresses).toEqual(['/policies/hechang/', '/policies/chongyang/'])
})

describe('what has ended', () => {
  test('is left out and counted, and found when asked for', async () => {
    expect(await ask('高龄津贴')).toEqual({ addresses: ['/policies/gaoling/'], ended: 1 })
    expect(await ask('高龄津贴', '2026-11-23', true)).toEqual({ addresses: ['/policies/gaoling/', '/policies/jiu/'], ended: 0 })
  })

  test('is left out from the day after its last, although the index is older', async () => {
    expect(await ask('育儿补贴', '2026-12-31')).toEqual({ addresses: ['/policies/kuai/'], ended: 0 })
    expect(await ask('育儿补贴', '2027-01-01')).toEqual({ addresses: [], ended: 1 })
  })

  test('what is not in force yet is found', async () => {
    expect((await ask('公积金')).addresses).toEqual(['/policies/jiang/'])
  })

  test('what is not in force yet stands behind what holds until then, and alone from its first day on', async () => {
    expect((await ask('假期托管')).addresses).toEqual(['/policies/tuo-2026/', '/policies/tuo-2027/'])
    expect((await ask('假期托管', '2027-01-01')).addresses).toEqual(['/policies/tuo-2027/'])
  })
})

test.each([
  ['a part of a word', '龄津'],
  ['traditional characters', '高齡津貼'],
  ['a spelling', 'gao ling jin tie'],
  ['a spelling by ear', 'gaolinjintie'],
  ['initials', 'gljt'],
  ['initials of a 俗称, with capitals', 'CSJ'],
  ['a character of the same sound', '高龄金贴'],
  ['one that is missing', '高津贴'],
  ['full width', 'ＧＬＪＴ'],
])('a page is found by %s: %s', async (_, query) => {
  expect((await ask(query)).addresses?.[0]).toBe('/policies/gaoling/')
})

test('a query asks for a bounded number of grams, however it is made', () => {
  const anything = fc.string({ unit: fc.constantFrom(...'高龄津贴八十岁qwaz1 繁體，'), maxLength: queryMaxChars })
  const countOf = (query: string) => {
    const { plain, letters } = analyse(query, new Map(), () => 'gao')
    return [...plain, ...letters].flatMap(({ grams }) => grams).length
  }
  fc.assert(fc.property(anything, (query) => countOf(query) <= gramsMax))
})

test('words of a prototype are no grams', async () => {
  expect(await ask('constructor')).toMatchObject({ ended: 0 })
})

test('without the files of its version nothing is found and nothing is claimed', async () => {
  expect(await search('高龄', { today: '2026-11-23', ended: false }, readingFrom(new Map()))).toBeNull()
  const stale = new Map([...files].filter(([name]) => !name.startsWith('grams-')))
  expect(await search('高龄', { today: '2026-11-23', ended: false }, readingFrom(stale))).toBeNull()
})

describe('a folded text', () => {
  const anyText = fc.string({ unit: 'binary' })

  test('stays as it is when folded again', () => {
    fc.assert(fc.property(anyText, (text) => fold(fold(text)) === fold(text)))
  })

  test('has only letters, numbers and single spaces inside', () => {
    fc.assert(fc.property(anyText, (text) => /^([\p{L}\p{N}]+( [\p{L}\p{N}]+)*)?$/u.test(fold(text))))
  })

  test('does not know width, capitals and punctuation', () => {
    expect(fold('《ＡＰＰ　使用》，第 8 条！')).toBe('app 使用 第 8 条')
  })
})

test.each([
  ['八十岁', '80岁'],
  ['十八', '18'],
  ['六十五岁', '65岁'],
  ['一百', '一百'],
])('%s is %s in digits', (said, digits) => expect(inDigits(said)).toBe(digits))

test('sounds that many do not part are one', () => {
  expect(['zhang', 'zan', 'lin', 'ning', 'sheng'].map(bySound)).toEqual(['zan', 'zan', 'nin', 'nin', 'sen'])
})

describe('marks', () => {
  test('join where pairs overlap', () => {
    expect(piecesOf('办高龄津贴，领津贴', ['高龄', '龄津', '津贴'])).toEqual([
      { text: '办', marked: false },
      { text: '高龄津贴', marked: true },
      { text: '，领', marked: false },
      { text: '津贴', marked: true },
    ])
  })

  test('lose nothing of the text', () => {
    const whole = (text: string, marks: string[]) => piecesOf(text, marks).reduce((sum, piece) => sum + piece.text, '')
    fc.assert(fc.property(fc.string(), fc.array(fc.string({ maxLength: 2 })), (text, marks) => whole(text, marks) === text))
  })
})

describe('what is typed', () => {
  test('is read without control characters', () => expect(readQuery('\u0000 低\u0007保\u200b ')).toEqual({ ok: true, value: '低 保' }))
  test('may be a hundred characters long and no more', () => {
    expect(readQuery('好'.repeat(queryMaxChars)).ok).toBe(true)
    for (const length of [queryMaxChars + 1, 1_000_000]) expect(readQuery('好'.repeat(length)).ok).toBe(false)
  })
})
