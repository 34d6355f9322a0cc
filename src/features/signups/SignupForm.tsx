import { useEffect, useRef, useState } from 'preact/hooks'
import { watchAvailability } from '../../client/availability.ts'
import { postForm } from '../../client/form-post.ts'
import { normalizePhone } from '../../kernel/phone.ts'
import type { Problem } from '../../kernel/problem.ts'
import { Choices } from './Choices.tsx'
import { contactSentence, formWords } from './copy.ts'
import { nameError } from './name.ts'
import type { TypedSignup } from './page.ts'
import type { Availability } from './views.ts'

interface Props {
  activity: string
  occurrence: string
  action: string
  largest_party: number
  notice_version: string
  request_key: string
  availability: Availability | null
  typed: TypedSignup
  /** Whom a signed-in resident may sign up, in words made on the server; null for guests, who write name and phone. */
  own: { legend: string; size_legend: string; options: [value: string, word: string][] } | null
  problem?: Problem | undefined
  phone: string
}

const afterLeavingMs = 300

type FieldErrors = Record<string, string>

const errorsOf = (problem: Problem | undefined): FieldErrors =>
  Object.fromEntries((problem?.fields ?? []).map(({ field, sentence }) => [field, sentence]))

/** The same rules the server has, so that a slip is told beside its field at once. */
const check = {
  name: nameError,
  phone: (typed: string) => (typed.trim() === '' ? 'phone_missing' : normalizePhone(typed) ? null : 'phone_invalid'),
} as const

/** The signup form: plain HTML that posts by itself, made better where script runs. */
export const SignupForm = (props: Props) => {
  const [availability, setAvailability] = useState(props.availability)
  const [problem, setProblem] = useState(props.problem)
  const [errors, setErrors] = useState(errorsOf(props.problem))
  const [sending, setSending] = useState(false)
  const summary = useRef<HTMLDivElement>(null)

  useEffect(() => watchAvailability(props.activity, props.occurrence, setAvailability), [props.activity, props.occurrence])
  useEffect(() => {
    if (problem) summary.current?.focus()
  }, [problem])

  const checkField = (field: keyof typeof check, typed: string) => {
    const code = check[field](typed)
    setErrors(({ [field]: _, ...others }) =>
      code ? { ...others, [field]: contactSentence[code as keyof typeof contactSentence] } : others,
    )
  }

  /** Told a moment after leaving a field: a sentence that appears at once would push away what the finger is pressing. */
  const checkLeft = (field: keyof typeof check, typed: string) => {
    if (typed !== '') setTimeout(() => checkField(field, typed), afterLeavingMs)
  }

  const tell = (told: Problem) => {
    setProblem({ ...told })
    setErrors(errorsOf(told))
    setSending(false)
  }

  const send = async (event: SubmitEvent) => {
    event.preventDefault()
    if (sending) return
    const form = event.currentTarget as HTMLFormElement
    setSending(true)
    const posted = await postForm(form)
    if (posted.kind === 'refused') return tell(posted.problem)
    if (posted.kind === 'unanswered') return tell({ code: 'unanswered', sentence: formWords.unanswered(props.phone) })
    if (posted.location) return location.assign(posted.location)
    form.submit()
  }

  const field = (name: 'name' | 'phone', label: string, hint: string, attributes: object) => (
    <div class={errors[name] ? 'field has-error' : 'field'}>
      <label for={name}>{label}</label>
      <p class="hint" id={`${name}-hint`}>
        {hint}
      </p>
      {errors[name] && (
        <p class="error" id={`${name}-error`}>
          {errors[name]}
        </p>
      )}
      <input
        id={name}
        name={name}
        defaultValue={props.typed[name]}
        aria-describedby={errors[name] ? `${name}-hint ${name}-error` : `${name}-hint`}
        aria-invalid={errors[name] ? 'true' : undefined}
        onBlur={(event) => checkLeft(name, event.currentTarget.value)}
        onInput={(event) => errors[name] && checkField(name, event.currentTarget.value)}
        {...attributes}
      />
    </div>
  )

  const choices = (name: 'for' | 'party_size', legend: string, options: [value: string, word: string][]) => (
    <Choices name={name} legend={legend} options={options} chosen={props.typed[name]} error={errors[name]} />
  )

  const sizes = Array.from({ length: props.largest_party }, (_, place): [string, string] => [
    String(place + 1),
    formWords.people(place + 1),
  ])

  return (
    <form method="post" action={props.action} onSubmit={send} novalidate>
      {problem && (
        <div class="error-summary" role="alert" tabIndex={-1} ref={summary}>
          <h2>{formWords.summaryTitle}</h2>
          <p>{problem.sentence}</p>
          {problem.fields && (
            <ul>
              {problem.fields.map(({ field, sentence }) => (
                <li key={field}>
                  <a href={`#${field}`}>{sentence}</a>
                </li>
              ))}
            </ul>
          )}
        </div>
      )}
      {availability && (
        <p class="availability" aria-live="polite">
          {availability.sentence}
        </p>
      )}
      {props.own ? (
        choices('for', props.own.legend, props.own.options)
      ) : (
        <>
          {field('name', formWords.name, formWords.nameHint, { autocomplete: 'name', maxlength: 40 })}
          {field('phone', formWords.phone, formWords.phoneHint, { type: 'tel', inputmode: 'tel', autocomplete: 'tel', maxlength: 40 })}
        </>
      )}
      {choices('party_size', props.own?.size_legend ?? formWords.partySize, sizes)}
      <input type="hidden" name="notice_version" value={props.notice_version} />
      <input type="hidden" name="request_key" value={props.request_key} />
      <button class="button" type="submit" aria-disabled={sending}>
        {sending ? formWords.sending : availability?.state === 'waiting' ? formWords.sendWaiting : formWords.send}
      </button>
    </form>
  )
}
