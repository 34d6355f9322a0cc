import { expect, test } from 'vitest'
import { phrasesOf } from './phrases.ts'

test('a title may break between words, not inside one', () => {
  const phrases = phrasesOf('手机课堂小班课')
  expect(phrases.join('')).toBe('手机课堂小班课')
  expect(phrases[0]).toBe('手机')
  expect(phrases.length).toBeGreaterThan(1)
})

test('no line ends with an opening bracket or begins with a mark', () => {
  for (const phrase of phrasesOf('居住证怎么办，有什么用（2026年版）')) {
    expect(phrase).not.toMatch(/[（《“]$/)
    expect(phrase).not.toMatch(/^[，。！？：、）》”]/)
  }
})

test('an empty title has no phrase', () => {
  expect(phrasesOf('')).toEqual([])
})

test('a word of one character stays with the words beside it', () => {
  expect(phrasesOf('延迟退休：我到底几岁退休').slice(0, 3).join('|')).toMatch(/：\|我到底/)
})
