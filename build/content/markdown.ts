/** What a body is checked against: the pages and pictures that exist. */
export interface Surroundings {
  /** The folder of the file, `content/policies`. */
  folder: string
  /** How large the picture is; undefined when there is none. */
  imageBytes(path: string): number | undefined
  /** Whether `/policies/slug/` and the like lead somewhere; null for addresses that are no entry's. */
  hasPage(address: string): boolean | null
}

type Finding = { at: number; sentence: string }

/** What is wrong with a body, each as a sentence with its line. `firstLine` is the body's first line in the file. */
export const bodySentences = (body: string, firstLine: number, around: Surroundings): string[] => {
  const text = withoutCode(body)
  const findings = [...tags(text), ...headings(text), ...tables(text), ...images(text, around), ...links(text, around)]
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
  const unmarked = [...text.matchAll(/^ {0,3}(##+(?=[^#\s])|＃+)/gm)].map((match) => ({
    at: match.index,
    sentence: `的小标题没有写对。请写成英文的“## ”开头，井号后面空一格。`,
  }))
  const wrong = [...underlined, ...marked]
    .sort((a, b) => a.at - b.at)
    .flatMap(({ at, level }) => {
      const deepest = above + 1
      above = Math.max(2, level)
      if (level === 1) return [{ at, sentence: '用了一级标题。请改成“## ”开头，一级标题是页面的标题。' }]
      if (level > deepest) return [{ at, sentence: `的标题跳了一级。请改成“${'#'.repeat(deepest)} ”开头。` }]
      return []
    })
  return [...unmarked, ...wrong]
}

/** Without the line of dashes below its head a table is drawn as a heap of strokes. */
const tables = (text: string): Finding[] => {
  if (!text.includes('|')) return []
  return [...text.matchAll(/(?<=^|\n[ \t]*\n|^[^|\n][^\n]*\n)(\|[^\n]*)(?:\n([^\n]*))?/g)].flatMap(({ index, 2: second = '' }) =>
    /^ {0,3}\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$/.test(second)
      ? []
      : [{ at: index, sentence: '的表格没有写全。请在表头下面加一行“| --- | --- |”，有几列写几个。' }],
  )
}

/** One picture costs a resident on a slow line a second or two. */
const largestKilobytes = 200

/** What is wrong with the size of a picture that is there; empty when it is small enough. */
export const sizeFault = (bytes: number): string => {
  const kilobytes = Math.ceil(bytes / 1024)
  return kilobytes > largestKilobytes ? `有 ${kilobytes} KB，最多 ${largestKilobytes} KB` : ''
}

const images = (text: string, around: Surroundings): Finding[] => {
  if (!text.includes('![')) return []
  return [...text.matchAll(/!\[([^\]]*)\](?:\(\s*<?([^)>"]*?)\s*(?:[>"][^)]*)?\)|\[[^\]]*\])?/g)].flatMap((match) => {
    const [, alt = '', target] = match
    const found: Finding[] = []
    if (!alt.trim()) found.push({ at: match.index, sentence: '的图片没有文字说明。请在 ![] 的方括号里写图上有什么，给看不见图的人听。' })
    if (target === undefined) return [...found, { at: match.index, sentence: '的图片没有写文件名。请写成“![图上有什么](图片.jpg)”。' }]
    const path = `${around.folder}/${target.replace(/^\.\//, '')}`
    if (/^[a-z]+:|^\//i.test(target))
      found.push({ at: match.index, sentence: '的图片在别的网站上。请把图片放到这个文件旁边，只写文件名。' })
    else if (/\s/.test(target))
      found.push({ at: match.index, sentence: `的图片文件名“${target}”里有空格。请把图片改名，只用小写字母、数字和短横线。` })
    else found.push(...stored(match.index, path, around.imageBytes(path)))
    return found
  })
}

const stored = (at: number, path: string, bytes: number | undefined): Finding[] => {
  if (bytes === undefined) return [{ at, sentence: `的图片 ${path} 不存在。请把图片放到这个文件旁边，或者改对文件名。` }]
  const fault = sizeFault(bytes)
  return fault ? [{ at, sentence: `的图片 ${path} ${fault}。请先缩到 1080 像素宽以内，再存成 .webp 或 .jpg。` }] : []
}

const links = (text: string, around: Surroundings): Finding[] => {
  if (!text.includes(']')) return []
  const wide = [...text.matchAll(/(?<!!)\[[^\]\n]*\]（(?=https?:|\/|tel:)/g)].map((match) => ({
    at: match.index,
    sentence: '的链接用了中文括号。请改成英文括号，写成“[文字](网址)”。',
  }))
  return [...wide, ...targets(text, around)]
}

const targets = (text: string, around: Surroundings): Finding[] => {
  const inline = /(?<!!)\[(?:[^[\]]|\[[^\]]*\])*\]\(\s*<?([^\s)>]*)/g
  const below = /^ {0,3}\[[^\]\n]+\]:[ \t]*<?([^\s>]+)/gm
  return [...text.matchAll(inline), ...text.matchAll(below)].flatMap((match) => {
    const [, target = ''] = match
    if (!/^(https?:\/\/|tel:|mailto:|\/|#)/.test(target)) {
      return [{ at: match.index, sentence: `的链接“${target}”打不开。请写 https:// 开头的网址，或者 / 开头的本站地址。` }]
    }
    if (around.hasPage(target) === false)
      return [{ at: match.index, sentence: `链接的本站地址 ${target} 不存在。请改对地址，或者删掉链接。` }]
    return []
  })
}
