import ts from 'typescript'
import { codeOf, parse, templateOf, walk } from './imports.ts'
import type { Tree } from './tree.ts'

export interface GlossaryWord {
  word: string
  avoid?: string[]
}

const han = /\p{Script=Han}/u

/** Text a person may read: every string, template and JSX text with a Chinese character; comments are not. */
const textsInCode = (path: string, text: string) =>
  codeOf(path, text).flatMap(({ code }) => {
    const found: string[] = []
    walk(parse(path, code), (node) => {
      const part = ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node) || ts.isJsxText(node)
      if (part && han.test(node.text)) found.push(node.text)
    })
    return found
  })

/** Every text of the interface in one file: copy, drawn things, islands, the sentences of the edge. */
export const interfaceTexts = (path: string, text: string): string[] => {
  const isInterface = /^(src|functions)\/.*\.(ts|tsx|astro)$/.test(path) && !/\.test\.tsx?$|^src\/content-schemas\//.test(path)
  if (!isInterface) return []
  const template = path.endsWith('.astro')
    ? templateOf(text)
        .split('\n')
        .filter((line) => han.test(line))
    : []
  return [...textsInCode(path, text), ...template.map((line) => line.trim())]
}

const segmenter = new Intl.Segmenter('zh-CN', { granularity: 'word' })

/** Whether the word stands there as a word: “下单” is in “下单了”, not in “看一下单位”. */
export const standsIn = (word: string, text: string) => {
  if (!text.includes(word)) return false
  const edges = new Set([text.length, ...[...segmenter.segment(text)].map(({ index }) => index)])
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) if (edges.has(at) && edges.has(at + word.length)) return true
  return false
}

/** Words the glossary asks to avoid, where the interface says them, with the word to use. */
export const avoidedWords = (tree: Tree, glossary: GlossaryWord[]): string[] =>
  [...tree].flatMap(([path, text]) => {
    const texts = interfaceTexts(path, text)
    return glossary.flatMap(({ word, avoid = [] }) =>
      avoid
        .filter((avoided) => texts.some((one) => standsIn(avoided, one)))
        .map((avoided) => `${path} says “${avoided}”; the word is “${word}”`),
    )
  })
