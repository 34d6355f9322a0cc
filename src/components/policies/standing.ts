import { noneInForce, rowWord } from '../../features/policies/copy.ts'
import type { MovedPolicy } from '../../features/policies/moved.ts'
import type { PolicyNotice, ValidityState } from '../../features/policies/schema.ts'
import { escapeXml } from '../feeds/xml.ts'
import { drawings } from '../icons.ts'

/**
 * What pages say about where a policy stands, as HTML, and the same pages put right on a later day. It stands in one file, because
 * what is written at the build must be found again when the page is asked for.
 */

const icon = (path: string) => `<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d="${path}"></path></svg>`

const noticeHtml = ({ kind, word, sentence, link }: PolicyNotice) => {
  const [look, drawing] = kind === 'ended' ? ['standing urgent', drawings.no] : ['standing', drawings.wait]
  const onward = link ? ` <a href="${escapeXml(link.href)}">${link.word}</a>` : ''
  return `<p class="${look}"><b class="tag">${icon(drawing)}${word}</b> ${escapeXml(sentence)}${onward}</p>`
}

/** The notices above the answer of a policy's page. */
export const noticesHtml = (notices: PolicyNotice[]) => notices.map(noticeHtml).join('')

const answer = '<p class="answer">'

/** A policy's page with other notices than it was written with. */
export const withNotices = (html: string, notices: PolicyNotice[]) =>
  html.replace(/<p class="standing[^>]*>.*?<\/p>\s*/gs, '').replace(answer, () => noticesHtml(notices) + answer)

/** The word beside a policy's title in a row, with the space before it. */
export const rowWordHtml = (state: ValidityState, dates: { effective_from: string }) => {
  const word = rowWord(state, dates)
  return word ? ` <b class="tag${state === 'ended' ? ' urgent' : ''}">${word}</b>` : ''
}

/**
 * Pages with rows of policies put right. What has ended leaves a list; where somebody chose it by hand (`chosen`) it stays and
 * says so.
 */
export const withRows = (html: string, moved: MovedPolicy[], { chosen }: { chosen: boolean }) =>
  moved
    .reduce((text, { slug, listed }) => {
      if (!listed) return text
      const row = new RegExp(`<li>\\s*<a class="whole" href="/policies/${slug}/">.*?</li>\\s*`, 'gs')
      if (listed.state === 'ended' && !chosen) return text.replace(row, '')
      const word = rowWordHtml(listed.state, listed)
      return text.replace(row, (found) => found.replace(/\s*<b class="tag.*?<\/b>/s, '').replace('</a>', `</a>${word}`))
    }, html)
    .replace(/<ul class="rows">\s*<\/ul>/g, `<p>${noneInForce}</p>`)

/** The feed without what has ended. */
export const withItems = (xml: string, moved: MovedPolicy[]) => {
  const gone = moved.filter(({ listed }) => listed?.state === 'ended').map(({ slug }) => `/policies/${slug}/`)
  return xml.replace(/<item>.*?<\/item>/gs, (item) => (gone.some((address) => item.includes(address)) ? '' : item))
}
