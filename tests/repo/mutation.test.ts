import { expect, test } from 'vitest'
import { areas, missingFrom } from '../mutation/areas.ts'
import { equivalent } from '../mutation/equivalent.ts'

test('every rule that is mutated, and every test that is to notice it, is there', () => {
  expect(Object.values(areas).flatMap(missingFrom)).toEqual([])
})

test('one that has moved is noticed, also among several', () => {
  const area = {
    rules: ['src/kernel/ledger.ts', 'src/kernel/books.ts'],
    tests: ['src/kernel/ledger-{refusal,gone}.test.ts', 'src/no.test.ts'],
  }
  expect(missingFrom(area)).toEqual(['src/kernel/books.ts', 'src/kernel/ledger-gone.test.ts', 'src/no.test.ts'])
})

test('no rule is in two areas, and whatever no test can notice is in one', () => {
  const rules = Object.values(areas).flatMap((area) => area.rules)
  expect(rules.filter((rule, place) => rules.indexOf(rule) !== place)).toEqual([])
  expect(equivalent.filter(({ file }) => !rules.includes(file))).toEqual([])
})
