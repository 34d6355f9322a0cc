import { LineCounter, parseDocument, type YAMLError } from 'yaml'

export type YamlResult = { ok: true; data: unknown } | { ok: false; sentence: string }

/**
 * Reads YAML 1.2 (core schema: dates stay text). `firstLine` is the line of the file on which the text begins, so that the
 * sentence of an error names the line an editor sees.
 */
export const readYaml = (text: string, firstLine: number): YamlResult => {
  const chineseColon = text.split('\n').findIndex((line) => /^[ -]*[a-z_]+：/.test(line))
  if (chineseColon >= 0) return failed(firstLine + chineseColon, '用了中文冒号“：”', '改成英文冒号加一个空格，例如“title: 标题”')
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, version: '1.2', schema: 'core', stringKeys: true })
  const [error] = [...document.errors, ...document.warnings]
  if (error) return failed(firstLine - 1 + lines.linePos(error.pos[0]).line, ...explain(error))
  try {
    return { ok: true, data: document.toJS() }
  } catch {
    return failed(firstLine, '引用（& 或 *）太多', '不用引用，把内容直接写出来')
  }
}

const failed = (line: number, wrong: string, order: string): YamlResult => ({ ok: false, sentence: `第 ${line} 行${wrong}。请${order}。` })

const quoteIt = '在冒号后面的整段文字两边加英文双引号'

const explanations: Partial<Record<YAMLError['code'], [string, string]>> = {
  DUPLICATE_KEY: ['的字段前面已经写过一次', '只留一个，把另一个删掉'],
  TAB_AS_INDENT: ['用了制表符（Tab）缩进', '改成空格'],
  BAD_INDENT: ['的缩进没有对齐', '和上一行同级的字段左边对齐，下一级多两个空格'],
  BAD_ALIAS: ['的文字以 * 或 & 开头', quoteIt],
  BLOCK_AS_IMPLICIT_KEY: ['的文字里有英文冒号加空格', quoteIt],
  MULTILINE_IMPLICIT_KEY: ['不像“字段: 值”', '写成“字段: 值”，冒号是英文的，后面空一格'],
  TAG_RESOLVE_FAILED: ['的文字以 ! 开头', quoteIt],
  BAD_SCALAR_START: ['的文字以特殊符号开头', quoteIt],
}

const explain = (error: YAMLError): [string, string] => {
  if (error.code === 'MISSING_CHAR' && /quote/.test(error.message)) return ['的引号没有成对', '补上另一半英文引号']
  return explanations[error.code] ?? ['的格式不对', '检查冒号、缩进和引号，照 content/README.md 里的样子写']
}
