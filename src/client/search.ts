import { countSentence, endedSentence, kindWords, standingWord } from '../features/search/copy.ts'
import { piecesOf } from '../features/search/marks.ts'
import { missText } from '../features/search/miss.ts'
import { readQuery } from '../features/search/query.ts'
import type { Listed, ReadPart } from '../features/search/schema.ts'
import { type Found, search } from '../features/search/search.ts'

/** Long enough for the next letter, too short to be waited for. */
const pauseMs = 150
/** Who has stopped this long has typed all of it. */
const doneMs = 4000

const files = new Map<string, Promise<unknown>>()

/**
 * A file that came is kept, so that looking again needs no server. Without a network the grams that are here must do: a page
 * they do not lead to is missed, which beats no answer. A file the server does not have is of an index that is gone.
 */
const read: ReadPart = (name) => {
  const known = files.get(name)
  if (known) return known
  const forget = (instead: unknown) => {
    files.delete(name)
    return instead
  }
  const file = fetch(`/search/${name}`)
    .then((answer) => (answer.ok ? answer.json() : forget(null)))
    .catch(() => forget(name.startsWith('grams-') ? {} : null))
  files.set(name, file)
  return file
}

/** Answers in the page while one types, and on 搜索 without another page. Where that fails, the form does it. */
export const searchWhileTyping = () => {
  const form = document.querySelector<HTMLFormElement>('form[data-today]')
  const input = form?.querySelector<HTMLInputElement>('[name=q]')
  if (!form || !input) return
  const options = { today: form.dataset['today'] ?? '', ended: form.elements.namedItem('ended') !== null }
  let asked = input.value
  let timer: ReturnType<typeof setTimeout>
  let telling: ReturnType<typeof setTimeout>

  /** Whether the answer stands in the page; one that comes after the next question does not count. */
  const answer = async () => {
    const typed = input.value
    if (typed === asked) return true
    const query = readQuery(typed)
    if (!query.ok || query.value === '') return false
    const found = await search(query.value, options, read)
    if (!found || input.value !== typed) return false
    if (found.pages.length === 0 && !navigator.onLine) return false
    asked = typed
    show(found, typed, options.today)
    clearTimeout(telling)
    if (found.pages.length + found.ended === 0 && missText(query.value))
      telling = setTimeout(() => navigator.sendBeacon('/search/misses', new URLSearchParams({ q: query.value })), doneMs)
    return true
  }

  input.addEventListener('input', (event) => {
    clearTimeout(timer)
    if (!(event as InputEvent).isComposing) timer = setTimeout(answer, pauseMs)
  })
  input.addEventListener('compositionend', () => {
    clearTimeout(timer)
    timer = setTimeout(answer, pauseMs)
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    clearTimeout(timer)
    if (!(await answer())) return form.submit()
    history.replaceState(null, '', addressOf(asked, options.ended))
    part('count')?.focus()
  })
}

const addressOf = (query: string, ended: boolean) => `/search/?${new URLSearchParams({ q: query, ...(ended && { ended: '1' }) })}`

const part = (name: string) => document.querySelector<HTMLElement>(`main .${name}`)

const show = ({ pages, ended, marks }: Found, query: string, today: string) => {
  part('error-summary')?.remove()
  part('count')?.replaceChildren(countSentence(pages.length))
  part('found')?.replaceChildren(...pages.map((page) => rowOf(page, marks, today)))
  part('found')?.toggleAttribute('hidden', pages.length === 0)
  part('none')?.toggleAttribute('hidden', pages.length > 0)
  part('ended')?.toggleAttribute('hidden', ended === 0)
  part('ended')?.querySelector('span')?.replaceChildren(endedSentence(ended))
  part('ended')?.querySelector('a')?.setAttribute('href', addressOf(query, true))
}

const element = (name: string, className: string, ...children: (Node | string)[]) => {
  const made = document.createElement(name)
  if (className) made.className = className
  made.append(...children)
  return made
}

const pieces = (text: string, marks: readonly string[]) =>
  piecesOf(text, marks).map((piece) => (piece.marked ? element('mark', '', piece.text) : piece.text))

const rowOf = (page: Listed, marks: readonly string[], today: string) => {
  const title = element('a', 'whole', ...pieces(page.title, marks))
  title.setAttribute('href', page.address)
  const standing = standingWord(page, today)
  return element(
    'li',
    '',
    title,
    ' ',
    ...(standing ? [element('b', 'tag urgent', standing), ' '] : []),
    element('span', 'tag', kindWords[page.kind]),
    element('p', '', ...pieces(page.summary, marks)),
  )
}
