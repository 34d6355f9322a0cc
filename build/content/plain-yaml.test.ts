import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { repositoryRoot } from '../../tests/support/root.ts'
import { readPlainYaml } from './plain-yaml.ts'
import { readContentFiles } from './read.ts'

/** What YAML 1.2 itself says; null where it refuses. */
const byYaml = (text: string) => {
  const document = parseDocument(text, { version: '1.2', schema: 'core', stringKeys: true, prettyErrors: false })
  if (document.errors.length > 0 || document.warnings.length > 0) return null
  try {
    return document.toJS() as unknown
  } catch {
    return null
  }
}

const frontMatterOf = (text: string) => /^---\n([\s\S]*?)^---$/m.exec(text)?.[1] ?? text

test('nearly every file of the sample community is plain, and is read as YAML reads it', () => {
  const texts = readContentFiles(repositoryRoot).flatMap(({ path, text }) =>
    path !== 'content/README.md' && text ? [frontMatterOf(text)] : [],
  )
  const plain = texts.filter((text) => readPlainYaml(text))
  expect(plain.length / texts.length).toBeGreaterThan(0.95)
  for (const text of plain) expect(readPlainYaml(text)).toEqual(byYaml(text))
})

test('fields, lists, lists of fields and quoted text are plain', () => {
  const text = `# note
title: 停水  
phone: "0400-5550100"
quoted: 'a: b'
at: 2026-11-24
moment: 2026-11-24 09:00
places: 20
open: true
nothing:
address: https://example.org/#a
list:
- 一
- service-center

review:
  note: 写到这里，复核
  steps:
    - name: 看
      does: 认真看
    - name: 改
`
  const read = readPlainYaml(text)
  expect(read).toEqual(byYaml(text))
  expect(read).toMatchObject({ at: '2026-11-24', places: 20, nothing: null, quoted: 'a: b', list: ['一', 'service-center'] })
})

const scalars = [
  ...[
    '一',
    'a b',
    'a: b',
    'a #b',
    'a:',
    ':a',
    '- a',
    '-5',
    '5',
    '05',
    '0x1f',
    '0o7',
    '1e3',
    '1.5',
    '1_000',
    '.5',
    '.inf',
    '+1',
    '~',
    'null',
  ],
  ...[
    'Null',
    'true',
    'True',
    'yes',
    '2026-11-24',
    '2026-11-24T09:00',
    '0400-5550100',
    '12:30',
    '"a"',
    '"a',
    '"a\\n"',
    '"a" b',
    "'it''s'",
    "'a'",
    '[a, b]',
  ],
  ...[
    '{a: b}',
    '*a',
    '&a b',
    '!a',
    '|',
    '>',
    '%a',
    '@a',
    '`a`',
    '?a',
    '? a',
    ', a',
    'a, b',
    '{',
    ']',
    '#',
    '',
    ' ',
    '\ta',
    'a\tb',
    '😀',
    '\u3000a',
    'a\u3000',
    '\u00a0a',
    '[a, 一 二 ,5]',
    '[]',
    '[a,]',
    '[,a]',
    '[a, -b]',
    '[ a ]',
    '[-1]',
    '[a: b]',
    '[a] b',
    '[[a]]',
    '\u0085',
    'a\u2028b',
    '\ufeffa',
  ],
]
const line = fc.tuple(
  fc.constantFrom('', '', '', '  ', '  ', ' ', '    ', '\t'),
  fc.constantFrom('', '', '', '- ', '- ', '-  ', '-', '- - '),
  fc.constantFrom(
    '',
    '',
    'a:',
    'a: ',
    'b: ',
    'b:  ',
    'c:',
    'c: ',
    'long_name: ',
    'true: ',
    'null: ',
    '1: ',
    '__proto__: ',
    'a :',
    '"a": ',
    '<<: ',
  ),
  fc.constantFrom(...scalars),
)
const texts = fc.array(line, { minLength: 1, maxLength: 7 }).map((lines) => lines.map((parts) => parts.join('')).join('\n'))

test('whatever is taken for plain is right, and YAML reads the same', () => {
  fc.assert(
    fc.property(texts, (text) => {
      const read = readPlainYaml(text)
      if (read) expect(read, text).toEqual(byYaml(text))
    }),
    { numRuns: 5000 },
  )
})

test('lists and maps on one line, also within one another, are plain', () => {
  const text = `grids:
  - { id: g1, name: 第一网格, buildings: ['1', '2'], phone: 0400-5550111 }
when: [{ question: taxed, is: [true, "no"] }, { question: at, is: [12:30, 5] }]
limit: {items: 1,period: 年 }
`
  const read = readPlainYaml(text)
  expect(read).toEqual(byYaml(text))
  expect(read).toMatchObject({ grids: [{ buildings: ['1', '2'] }], limit: { items: 1, period: '年' } })
})

const flowPieces = ['[', ']', '{', '}', ',', ', ', ' ', 'a: ', 'a:', 'b: ', 'true: ', '"c": ', 'a', 'x y', '一', '5', '-5', '12:30', '""']
const oddPieces = ["'q'", '"q"', "''", '#', ' #', 'null', '~', '- ', '-', '? ', '&a ', '*a', '!', '|', 'true', '2026-11-24', ':', '\\']
const oneLine = fc
  .array(fc.constantFrom(...flowPieces, ...flowPieces, ...oddPieces), { minLength: 1, maxLength: 12 })
  .chain((pieces) => fc.constantFrom(`k: [${pieces.join('')}]`, `k: {a: ${pieces.join('')}}`, `- {a: ${pieces.join('')}, b: 1}`))

test('a line taken for plain is right, whatever stands between its brackets', () => {
  fc.assert(
    fc.property(oneLine, (line) => {
      const text = line.startsWith('-') ? `k:\n${line}` : line
      const read = readPlainYaml(text)
      if (read) expect(read, text).toEqual(byYaml(text))
    }),
    { numRuns: 10_000 },
  )
})
