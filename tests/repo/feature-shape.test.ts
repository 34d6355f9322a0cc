import { describe, expect, test } from 'vitest'
import { longFiles, misshapenFeatures, partOfSmallFiles } from './shape.ts'
import { readTree, treeOf, unexplained } from './tree.ts'

const tree = readTree()

/** Files longer than the rule, and why that is better than cutting them. */
const reasons: Record<string, string> = {}

test('each feature folder has the one shape', () => {
  expect(misshapenFeatures(tree)).toEqual([])
})

test('no file is long without a written reason', () => {
  expect(unexplained(longFiles(tree), reasons)).toEqual([])
})

test('nine of ten files stay under 120 lines', () => {
  expect(partOfSmallFiles(tree)).toBeGreaterThanOrEqual(0.9)
})

describe('a wrong shape is noticed', () => {
  const whole = {
    'README.md': '# a\n',
    'schema.ts': '',
    'copy.ts': '',
    'capacity.ts': '',
    'capacity.test.ts': '',
    'SignupForm.tsx': '',
    'api.server.ts': '',
  }
  const findings = (changes: Record<string, string>, without: string[] = []) => {
    const files = Object.entries({ ...whole, ...changes }).filter(([file]) => !without.includes(file))
    return misshapenFeatures(treeOf(Object.fromEntries(files.map(([file, text]) => [`src/features/a/${file}`, text]))))
  }

  test('a whole folder is fine', () => expect(findings({})).toEqual([]))
  test.each([
    ['README.md', 'src/features/a has no README.md'],
    ['schema.ts', 'src/features/a has no schema.ts'],
    ['copy.ts', 'src/features/a has no copy.ts'],
    ['capacity.test.ts', 'src/features/a has no test'],
  ])('%s is missing', (file, finding) => expect(findings({}, [file])).toEqual([finding]))
  test.each(['helpers/x.ts', 'Capacity.ts', 'signup_form.tsx', 'rule.client.ts', 'notes.md', 'data.json'])(
    '%s is of no known kind',
    (file) => expect(findings({ [file]: '' })).toEqual([`src/features/a/${file} is of no known kind`]),
  )
  test('a README longer than a page', () =>
    expect(findings({ 'README.md': 'x\n'.repeat(61) })).toEqual(['src/features/a/README.md has more than 60 lines']))

  test('a long file needs a reason, and a reason needs a long file', () => {
    const long = treeOf({ 'src/kernel/ledger.ts': 'x\n'.repeat(161), 'src/kernel/ids.ts': 'x\n'.repeat(160) })
    expect(unexplained(longFiles(long), {})).toEqual(['src/kernel/ledger.ts has more than 160 lines'])
    expect(
      unexplained(longFiles(long), { 'src/kernel/ledger.ts has more than 160 lines': 'One list of accounts, read top to bottom.' }),
    ).toEqual([])
    expect(unexplained([], { 'src/kernel/ledger.ts has more than 160 lines': 'One list of accounts, read top to bottom.' })).toEqual([
      'stale reason, take it off the list: src/kernel/ledger.ts has more than 160 lines',
    ])
  })

  test('many middling files are noticed together', () => {
    expect(partOfSmallFiles(treeOf({ 'src/a.ts': 'x\n'.repeat(130), 'src/b.ts': 'x\n' }))).toBe(0.5)
  })
})
