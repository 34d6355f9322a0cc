import { readYaml } from './yaml.ts'

export type FrontMatter = { ok: true; data: unknown; body: string; body_line: number } | { ok: false; sentence: string }

/** A file that is nothing but YAML. */
export const readFields = (text: string): FrontMatter => {
  const read = readYaml(text, 1)
  if (!read.ok) return read
  if (read.data === null) return { ok: false, sentence: '文件是空的。请照模板逐行写“字段: 值”。' }
  if (typeof read.data !== 'object' || Array.isArray(read.data))
    return { ok: false, sentence: '不是一行一行的“字段: 值”。请照模板逐行写。' }
  return { ok: true, data: read.data, body: '', body_line: 1 }
}

/** Splits a Markdown file into the YAML between its first two lines of `---` and the body below them. */
export const readFrontMatter = (text: string): FrontMatter => {
  const start = /^---[ \t]*\n/.exec(text)?.[0].length
  if (!start) return { ok: false, sentence: '开头没有资料。请在第一行写“---”，逐行写资料，写完再写一行“---”。' }
  const end = /^---[ \t]*$/m.exec(text.slice(start))
  if (!end) return { ok: false, sentence: '开头的资料没有结束。请在资料的最后一行下面另起一行写“---”。' }
  const yaml = text.slice(start, start + end.index)
  const read = readYaml(yaml, 2)
  if (!read.ok) return read
  const body = text.slice(start + end.index + end[0].length + 1)
  return { ok: true, data: read.data, body, body_line: 3 + yaml.split('\n').length - 1 }
}
