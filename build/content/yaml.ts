import { type Document, LineCounter, parseDocument, visit, type YAMLError } from 'yaml'

export type YamlResult = { ok: true; data: unknown } | { ok: false; sentence: string }

/**
 * Reads YAML 1.2 (core schema: dates stay text). `firstLine` is the line of the file on which the text begins, so that the
 * sentence of an error names the line an editor sees.
 */
export const readYaml = (text: string, firstLine: number): YamlResult => {
  const lines = text.split('\n')
  const chineseColon = lines.findIndex((line) => /^[ -]*[a-z_]+：/.test(line))
  if (chineseColon >= 0) return failed(firstLine + chineseColon, '用了中文冒号“：”', '改成英文冒号加一个空格，例如“title: 标题”')
  const unseen = lines.findIndex((line) => invisible.test(line))
  if (unseen >= 0) return failed(firstLine + unseen, '有看不见的字符，多半是从别处复制带来的', '删掉这一行，用键盘重新打一遍')
  const counter = new LineCounter()
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false, version: '1.2', schema: 'core', stringKeys: true })
  const [error] = [...document.errors, ...document.warnings]
  if (error) {
    const line = counter.linePos(error.pos[0]).line
    const wide = lines.slice(0, line + 1).findIndex((text) => /^ *(- +)?([a-z_]+:)?[\u3000\u00a0]/.test(text))
    if (wide >= 0) return failed(firstLine + wide, '用了全角空格，电脑不认', '改成英文空格')
    return isLineBelowIndented(error, lines[line - 1] ?? '')
      ? failed(firstLine + line, ...badIndent)
      : failed(firstLine - 1 + line, ...explain(error, lines[line - 1] ?? ''))
  }
  const cut = /[ \t]#/.test(text) ? firstCutText(document, text) : null
  if (cut !== null) return failed(firstLine - 1 + counter.linePos(cut).line, ...cutText)
  try {
    return { ok: true, data: document.toJS() }
  } catch {
    const alias = lines.findIndex((line) => /[:-] +\*/.test(line))
    return failed(firstLine + Math.max(0, alias), ...badAlias)
  }
}

/** What a copy from a chat or a web page may bring along: control characters, and those of no width. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const invisible = /[\u0000-\u0008\u000b-\u001f\u007f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe]/

/** Where a text without quotes ends at a #: YAML takes the rest of the line for a note and would drop it without a word. */
const firstCutText = (document: Document, text: string) => {
  let found: number | null = null
  visit(document, {
    Scalar: (_key, { type, source, range }) => {
      const end = range?.[1]
      if (type !== 'PLAIN' || !source || end === undefined || !/^[ \t]+#/.test(text.slice(end, end + 80))) return undefined
      found = end
      return visit.BREAK
    },
  })
  return found
}

/** A line that is indented too far is taken for a second value of the line above it. */
const isLineBelowIndented = (error: YAMLError, line: string) => error.code === 'BLOCK_AS_IMPLICIT_KEY' && line.split(': ').length === 2

const failed = (line: number, wrong: string, order: string): YamlResult => ({ ok: false, sentence: `第 ${line} 行${wrong}。请${order}。` })

const quoteIt = '在冒号后面的整段文字两边加英文双引号'

const badIndent: [string, string] = ['的缩进没有对齐', '和上一行同级的字段左边对齐，下一级多两个空格']
const notAField: [string, string] = ['不像“字段: 值”', '写成“字段: 值”，冒号是英文的，后面空一格']
const cutText: [string, string] = ['有“ #”，它后面的字都会丢', '在冒号后面的整段文字两边加英文双引号；是写给自己看的，就另起一行写']
const badAlias: [string, string] = ['的文字以 * 或 & 开头', quoteIt]

const explanations: Partial<Record<YAMLError['code'], [string, string]>> = {
  DUPLICATE_KEY: ['的字段前面已经写过一次', '只留一个，把另一个删掉'],
  TAB_AS_INDENT: ['用了制表符（Tab）缩进', '改成空格'],
  BAD_INDENT: badIndent,
  BAD_ALIAS: badAlias,
  BLOCK_AS_IMPLICIT_KEY: ['的文字里有英文冒号加空格', quoteIt],
  MULTILINE_IMPLICIT_KEY: notAField,
  TAG_RESOLVE_FAILED: ['的文字以 ! 开头', quoteIt],
  BAD_SCALAR_START: ['的文字以特殊符号开头', quoteIt],
  MULTIPLE_DOCS: ['多写了“---”', '把所有的“---”都删掉，这种文件从第一行起就是一行一项'],
}

const explain = (error: YAMLError, line: string): [string, string] => {
  const { code, message } = error
  if (code === 'MISSING_CHAR' && message.includes('quote')) return ['的引号没有成对', '补上另一半英文引号']
  if (code === 'MISSING_CHAR' && message.startsWith('Implicit map')) return notAField
  if (code === 'BAD_INDENT' && message.startsWith('Flow')) return ['的方括号或花括号没有成对', '补上另一半英文括号']
  if (code === 'UNEXPECTED_TOKEN' && /^[^'"]*[:-] +["']/.test(line))
    return ['的英文引号没有把整段文字包住', '把里面的引号改成中文引号“”，或者都删掉']
  if (code === 'UNEXPECTED_TOKEN' && /[:-] +[[{]/.test(line)) return ['的文字以英文括号开头', quoteIt]
  return explanations[code] ?? ['的格式不对', '检查冒号、缩进和引号，照 content/README.md 里的样子写']
}
