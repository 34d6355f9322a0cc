import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { charactersOf, cutText } from './cut.ts'

describe('a text that is too long', () => {
  test.each([
    ['keeps its whole sentences', '带身份证。到窗口填表；没有照片也行。', 14, '带身份证。到窗口填表；'],
    ['keeps what closes a sentence with it', '问一句“能办吗？”再出门，路上慢点走。', 12, '问一句“能办吗？”'],
    ['stops at a pause when one sentence is too long', '到社区服务中心二号窗口，工作人员帮您填表', 15, '到社区服务中心二号窗口……'],
    ['does not break a phone number', '请打电话0400-5550100问清楚再来', 12, '请打电话……'],
    ['does not break a phone number written with spaces', '请打0571 8765 4321问', 10, '请打……'],
    ['does not break an address', '看网页https://wutongli.example/a/好', 20, '看网页……'],
    ['stops anywhere when there is neither', '一二三四五六七八九十', 6, '一二三四……'],
    ['does not cut a sign in two', '👵👴👵👴👵👴', 5, '👵👴👵……'],
    ['is nothing when not even a word fits', '0400-5550100', 6, ''],
    ['stays whole when it fits', '带身份证', 4, '带身份证'],
  ])('%s', (_, text, most, cut) => expect(cutText(text, most)).toBe(cut))
})

test('never is longer than allowed, and is what the text begins with', () => {
  const texts = fc
    .array(fc.constantFrom('社区', '。', '，', '0400-5550100', '👵', '；', ' ', 'a'), { maxLength: 30 })
    .map((it) => it.join(''))
  fc.assert(
    fc.property(texts, fc.integer({ min: 3, max: 40 }), (text, most) => {
      const cut = cutText(text, most)
      expect(charactersOf(cut)).toBeLessThanOrEqual(most)
      expect(text.trim().startsWith(cut.replace(/……$/, '').trim())).toBe(true)
      expect(cut.replaceAll('0400-5550100', '')).not.toMatch(/\d/)
    }),
  )
})
