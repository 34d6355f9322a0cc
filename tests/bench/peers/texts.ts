import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryRoot } from '../../support/root.ts'

/** A policy as every generator gets it: the same title and the same Markdown. */
export interface Text {
  /** Also the last part of the page's address. */
  slug: string
  title: string
  body: string
  /** What only this site reads: who is meant, where to go, who reviewed it. */
  frontMatter: string
}

/** As long as a policy of a real city is, in characters. */
const bodyCharacters = 1600

const isPlain = (paragraph: string) => /^[\p{Script=Han}“0-9]/u.test(paragraph) && !/^\d+\./.test(paragraph) && !paragraph.includes('](')

/** Filled up with plain paragraphs of the other policies until it is long enough. */
const longEnough = (body: string, others: string[]) => {
  let text = body
  for (const paragraph of others) {
    if (text.length >= bodyCharacters) break
    if (!text.includes(paragraph)) text += `\n\n${paragraph}`
  }
  return text
}

const parse = (text: string) => {
  const [, frontMatter = '', body = ''] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text) ?? []
  const [, title = ''] = /^title: (.*)$/m.exec(frontMatter) ?? []
  return { frontMatter, title, body: body.trim() }
}

/** So many policies: the sample community's, then copies of them with numbers in their titles. */
export const textsOf = (count: number): Text[] => {
  const folder = join(repositoryRoot, 'content/policies')
  const names = readdirSync(folder).filter((name) => name.endsWith('.md'))
  const parsed = names.map((name) => parse(readFileSync(join(folder, name), 'utf8')))
  const plain = parsed.flatMap(({ body }) => body.split(/\n\n+/).filter(isPlain))
  return Array.from({ length: count }, (_, number) => {
    const place = number % names.length
    const turn = Math.floor(number / names.length)
    const { frontMatter, title, body } = parsed[place] as (typeof parsed)[number]
    const name = (names[place] ?? '').replace(/\.md$/, '')
    const numbered = turn === 0 ? title : `${title.slice(0, 24)} ${turn}`
    return {
      slug: turn === 0 ? name : `${name}-${turn}`,
      title: numbered,
      body: longEnough(body, plain.slice((place * 7) % plain.length)),
      frontMatter: frontMatter.replace(/^title: .*$/m, `title: ${numbered}`),
    }
  })
}

/** As this site reads it. */
export const asPolicy = ({ frontMatter, body }: Text) => `---\n${frontMatter}---\n\n${body}\n`

/** As everybody else reads it. */
export const asPage = ({ title, body }: Text) => `---\ntitle: ${JSON.stringify(title)}\n---\n\n${body}\n`
