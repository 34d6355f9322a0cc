import { courseOf } from '../features/surveys/branching.ts'
import { leftWords } from '../features/surveys/left.ts'
import { limitsOf, numberIn } from '../features/surveys/limits.ts'
import type { Answers, Question } from '../features/surveys/schema.ts'

/** The questions of this section as the server drew them; `when` holds only what is decided on this page. */
type Drawn = Pick<Question, 'id' | 'kind' | 'when' | 'least' | 'most'>

const form = document.querySelector<HTMLFormElement>('form.survey')
const drawn = JSON.parse(document.querySelector('#survey-questions')?.textContent ?? '[]') as Drawn[]

/** What is chosen now, as far as another question can hang on it. */
const answersNow = (data: FormData): Answers => {
  const answers: Answers = {}
  for (const question of drawn) {
    const { id, kind } = question
    const value = String(data.get(id) ?? '')
      .normalize('NFKC')
      .trim()
    const chosen = [...data.keys()].flatMap((name) => (name.startsWith(`${id}.`) ? [name.slice(id.length + 1)] : []))
    if (kind === '多选') answers[id] = chosen
    else if (kind === '打分' || kind === '数字') {
      const { least, most } = limitsOf(question as Question)
      const number = numberIn(value)
      if (number !== null && number >= least && number <= most) answers[id] = number
    } else if (value !== '') answers[id] = value
  }
  return answers
}

/** Shows what is asked. What is hidden keeps what was typed, should it come up again; the server leaves it out. */
const bringUp = (survey: HTMLFormElement) => {
  if (drawn.length === 0) return
  const { sections } = courseOf({ sections: [{ id: '', title: '', questions: drawn as Question[] }] }, answersNow(new FormData(survey)))
  const asked = new Set(sections.flatMap(({ questions }) => questions.map(({ id }) => id)))
  for (const { id } of drawn) {
    const box = survey.querySelector<HTMLElement>(`[data-question="${id}"]`)
    if (box) box.hidden = !asked.has(id)
  }
}

/** What is left is told beside the question, and by a screen reader when it changes. */
const tell = (after: Element, words: string) => {
  const found = after.nextElementSibling
  const output = found instanceof HTMLOutputElement ? found : document.createElement('output')
  if (found !== output) {
    output.className = 'left'
    after.after(output)
  }
  if (output.textContent !== words) output.textContent = words
}

const count = (survey: HTMLFormElement) => {
  for (const box of survey.querySelectorAll<HTMLFieldSetElement>('fieldset[data-most]')) {
    const choices = box.querySelector('.choices')
    if (choices) tell(choices, leftWords.votes(Number(box.dataset['most']) - box.querySelectorAll(':checked').length))
  }
  for (const text of survey.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(':is(input, textarea)[data-most]')) {
    const left = Number(text.dataset['most']) - [...text.value.trim()].length
    if (text.value !== '' || text.nextElementSibling instanceof HTMLOutputElement) tell(text, leftWords.characters(left))
  }
}

/** “都不需要” and the others take each other out. */
const takeOut = (target: EventTarget | null) => {
  if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox' || !target.checked) return
  const isAlone = 'alone' in target.dataset
  for (const other of target.closest('fieldset')?.querySelectorAll<HTMLInputElement>('input[type=checkbox]') ?? [])
    if (other !== target && (isAlone || 'alone' in other.dataset)) other.checked = false
}

if (form) {
  form.classList.add('live')
  const look = () => {
    bringUp(form)
    count(form)
  }
  form.addEventListener('input', (event) => {
    takeOut(event.target)
    look()
  })
  // What the browser fills in by itself after going back is there a moment later.
  addEventListener('pageshow', look)
  look()
}
