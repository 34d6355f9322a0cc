import { groupTextMaxCharacters } from '../../features/policies/group-text.ts'
import { charactersOf } from '../../kernel/cut.ts'
import { escapeXml } from '../feeds/xml.ts'

/**
 * A page with the sheet and the text for the group, saying where the policy stands now: `sentence` is what it says about that, null when
 * there is nothing to say, and `told` whether it was written with such a sentence.
 */
export const withPaperStanding = (html: string, sentence: string | null, told: boolean) => {
  const line = sentence && escapeXml(sentence)
  return html
    .replace(/<p class="paper-standing">.*?<\/p>\s*/gs, '')
    .replace(/<article class="paper.*?<\/h1>/s, (head) => head + (line ? `<p class="paper-standing">${line}</p>` : ''))
    .replace(/(<pre class="copyable">)(.*?)(<\/pre>)/s, (_, open, text, close) => open + textWith(text, line, told) + close)
}

/** The sentence is the second line of the text, below the title and the answer; the last two lead on. */
const textWith = (text: string, line: string | null, told: boolean) => {
  const lines = text.split('\n')
  lines.splice(1, told ? 1 : 0, ...(line ? [line] : []))
  while (charactersOf(lines.join('\n')) > groupTextMaxCharacters && lines.length > 4) lines.splice(-3, 1)
  return lines.join('\n')
}
