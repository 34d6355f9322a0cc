import { expect, test } from 'vitest'
import { linkPhones } from './phone-links.ts'

test('a number in a sentence can be pressed', () => {
  expect(linkPhones('<p>请打 0400-5550100，有人接。</p>')).toBe('<p>请打 <a href="tel:0400-5550100">0400-5550100</a>，有人接。</p>')
})

test('a number inside a link, an attribute or a longer number is left alone', () => {
  const html = '<p><a href="/x" title="0400-5550100">打 <b>0400-5550100</b></a> 2026-0400-5550100 0400-55501001234</p>'
  expect(linkPhones(html)).toBe(html)
})

test('a number after a link is found again', () => {
  expect(linkPhones('<a href="/x">一</a>，010-88880000')).toBe('<a href="/x">一</a>，<a href="tel:010-88880000">010-88880000</a>')
})
