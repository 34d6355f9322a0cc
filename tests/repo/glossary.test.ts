import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { avoidedWords, type GlossaryWord, interfaceTexts, standsIn } from './interface-words.ts'
import { readTree, treeOf, unexplained } from './tree.ts'

const tree = readTree()
const { words } = parse(tree.get('content/glossary.yml') ?? '') as { words: (GlossaryWord & { id: string })[] }

/** Where an avoided word is not a name for the thing, and what it means there. */
const reasons: Record<string, string> = {
  'src/features/signups/schema.ts says “客户”; the word is “居民”': '“客户端” is the program that calls the API, in the API description.',
}

test('the interface uses the words of the glossary', () => {
  expect(unexplained(avoidedWords(tree, words), reasons)).toEqual([])
})

test('no word is both to be used and to be avoided, and none is explained twice', () => {
  const used = words.map(({ word }) => word)
  expect(words.flatMap(({ avoid = [] }) => avoid).filter((avoided) => used.includes(avoided))).toEqual([])
  expect(used.filter((word, place) => used.indexOf(word) !== place)).toEqual([])
  const ids = words.map(({ id }) => id)
  expect(ids.filter((id, place) => ids.indexOf(id) !== place)).toEqual([])
})

describe('an avoided word is noticed', () => {
  const glossary = [{ word: '居民', avoid: ['用户'] }]
  const finding = (path: string) => [`${path} says “用户”; the word is “居民”`]
  test.each([
    ['src/features/a/copy.ts', "export const hello = '用户您好'"],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the code under test is a template
    ['src/features/a/copy.ts', 'export const hello = (n: number) => `${n} 位用户`'],
    ['src/pages/index.astro', '---\nconst a = 1\n---\n<p>欢迎用户</p>'],
    ['src/pages/index.astro', "---\nconst title = '用户'\n---\n<p>{title}</p>"],
    ['src/components/Card.astro', '<p aria-label="用户">好</p>'],
    ['src/features/a/Form.tsx', 'export const Form = () => <p>用户</p>'],
    ['functions/problem.ts', "export const sentence = '用户不存在'"],
  ])('in %s: %s', (path, text) => expect(avoidedWords(treeOf({ [path]: text }), glossary)).toEqual(finding(path)))

  test.each([
    ['a comment', { 'src/features/a/copy.ts': '// 用户\nexport const a = 1' }],
    ['a comment in a template', { 'src/pages/index.astro': '<!-- 用户 -->\n<p>{/* 用户 */}好</p>' }],
    ['a test', { 'src/features/a/copy.test.ts': "test('用户')" }],
  ])('but not in %s', (_, files) => expect(avoidedWords(treeOf(files), glossary)).toEqual([]))
})

test('a word is told from letters that only meet', () => {
  expect(standsIn('下单', '请下单。')).toBe(true)
  expect(standsIn('下单', '看一下单位名称')).toBe(false)
  expect(standsIn('旧版', '这是旧版文件')).toBe(true)
})

test('texts are found where they stand', () => {
  expect(interfaceTexts('src/pages/a.astro', "---\nconst a = '前'\n---\n<p>后</p>\n<style>/* 样式 */</style>")).toEqual(['前', '<p>后</p>'])
})
