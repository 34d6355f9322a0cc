/** What a body is checked against: the pages and pictures that exist. */
export interface Surroundings {
  /** The folder of the file, `content/policies`. */
  folder: string
  hasImage(path: string): boolean
  /** Whether `/policies/slug/` and the like lead somewhere; null for addresses that are no entry's. */
  hasPage(address: string): boolean | null
}

type Finding = { at: number; sentence: string }

/** What is wrong with a body, each as a sentence with its line. `firstLine` is the body's first line in the file. */
export const bodySentences = (body: string, firstLine: number, around: Surroundings): string[] => {
  const text = withoutCode(body)
  const findings = [...tags(text), ...headings(text), ...images(text, around), ...links(text, around)]
  return findings.sort((a, b) => a.at - b.at).map(({ at, sentence }) => `第 ${firstLine + lineAt(text, at)} 行${sentence}`)
}

const lineAt = (text: string, at: number) => text.slice(0, at).split('\n').length - 1

const blank = (code: string) => code.replaceAll(/[^\n]/g, ' ')

const fence = /^(?:(`{3,})[^`\n]*|(~{3,})[^\n]*)\n[\s\S]*?(?:^(?:\1`*|\2~*)[ \t]*$|$(?![\s\S]))/gm
const codeSpan = /(?<!`)(`+)(?!`)[^\n]*?[^`\n]\1(?!`)/g

/**
 * Code is shown as it stands, so nothing in it is markup. Blanked, so that places stay where they are; a backtick behind a
 * backslash opens no code. In doubt text stays text: a tag in an unusual piece of code is told off rather than let through.
 */
const withoutCode = (body: string) =>
  /[`~]/.test(body) ? body.replaceAll(fence, blank).replaceAll('\\`', '  ').replaceAll(codeSpan, blank) : body

/** A tag, comment or the like, whole anywhere, or begun at the start of a line, where it need not even be closed. */
const markup =
  /<(?:\/?[a-zA-Z][\w-]*(?:[\s/][^<>]*)?|!--[\s\S]*?--|[!?][^<>]*)>|(?<=^[ \t>*+\-\d.)]*)<(?:\/?[a-zA-Z][\w-]*(?=[\s/]|$)|[!?])/gm

const tags = (text: string): Finding[] => {
  if (!text.includes('<')) return []
  return [...text.matchAll(markup)].map((match) => ({
    at: match.index,
    sentence: `有 HTML ${/^<[!?]/.test(match[0]) ? '注释' : `标签 ${/^<.[\w-]*/.exec(match[0])?.[0]}>`}。请删掉，正文只用 Markdown。`,
  }))
}

/** The page's title is its first heading, so a body begins at the second level and goes down one at a time. */
const headings = (text: string): Finding[] => {
  let above = 1
  const underlined = [...text.matchAll(/^(?=\S)[^\n#>|-][^\n]*\n=+[ \t]*$/gm)].map((match) => ({ at: match.index, level: 1 }))
  const marked = [...text.matchAll(/^ {0,3}(#{1,6})[ \t]/gm)].map((match) => ({ at: match.index, level: match[1]?.length ?? 1 }))
  return [...underlined, ...marked]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, level }) => {
      const deepest = above + 1
      above = Math.max(2, level)
      if (level === 1) return [{ at, sentence: '用了一级标题。请改成“## ”开头，一级标题是页面的标题。' }]
      if (level > deepest) return [{ at, sentence: `的标题跳了一级。请改成“${'#'.repeat(deepest)} ”开头。` }]
      return []
    })
}

const images = (text: string, around: Surroundings): Finding[] => {
  if (!text.includes('![')) return []
  return [...text.matchAll(/!\[([^\]]*)\](?:\(\s*<?([^\s)>]*)[^)]*\)|\[[^\]]*\])?/g)].flatMap((match) => {
    const [, alt = '', target] = match
    const found: Finding[] = []
    if (!alt.trim()) found.push({ at: match.index, sentence: '的图片没有文字说明。请在 ![] 的方括号里写图上有什么，给看不见图的人听。' })
    if (target === undefined) return [...found, { at: match.index, sentence: '的图片没有写文件名。请写成“![图上有什么](图片.jpg)”。' }]
    const path = `${around.folder}/${target.replace(/^\.\//, '')}`
    if (/^[a-z]+:|^\//i.test(target))
      found.push({ at: match.index, sentence: '的图片在别的网站上。请把图片放到这个文件旁边，只写文件名。' })
    else if (!around.hasImage(path))
      found.push({ at: match.index, sentence: `的图片 ${path} 不存在。请把图片放到这个文件旁边，或者改对文件名。` })
    return found
  })
}

const links = (text: string, around: Surroundings): Finding[] => {
  if (!text.includes('](')) return []
  return [...text.matchAll(/(?<!!)\[[^\]]*\]\(\s*<?([^\s)>]*)/g)].flatMap((match) => {
    const [, target = ''] = match
    if (!/^(https?:\/\/|tel:|mailto:|\/|#)/.test(target)) {
      return [{ at: match.index, sentence: `的链接“${target}”打不开。请写 https:// 开头的网址，或者 / 开头的本站地址。` }]
    }
    if (around.hasPage(target) === false)
      return [{ at: match.index, sentence: `链接的本站地址 ${target} 不存在。请改对地址，或者删掉链接。` }]
    return []
  })
}
