/** With the digits of a keyboard the n-th choice is taken, and the next question comes. Only at the desk, where pages are long. */
const form = document.querySelector<HTMLFormElement>('form.at-desk')

const isChoice = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLInputElement && (target.type === 'radio' || target.type === 'checkbox')

/** What the keyboard stops at: of several radio buttons the chosen one, else the first. */
const stopsIn = (within: HTMLFormElement) =>
  [...within.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea, button')].filter((one) => {
    if (!one.checkVisibility()) return false
    if (!isChoice(one) || one.type !== 'radio') return true
    const group = [...within.querySelectorAll<HTMLInputElement>('input[type=radio]')].filter(({ name }) => name === one.name)
    return (group.find(({ checked }) => checked) ?? group[0]) === one
  })

const goOnFrom = (within: HTMLFormElement, chosen: HTMLInputElement) => {
  const stops = stopsIn(within)
  stops[stops.findIndex((one) => one instanceof HTMLInputElement && one.name === chosen.name) + 1]?.focus()
}

if (form) {
  document.querySelector<HTMLElement>('.keys')?.removeAttribute('hidden')
  form.addEventListener('keydown', (event) => {
    if (!/^[1-9]$/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || !isChoice(event.target)) return
    const group = event.target.closest('.choices')?.querySelectorAll('input')
    const wanted = group?.[Number(event.key) - 1]
    if (!wanted) return
    event.preventDefault()
    wanted.click()
    wanted.focus()
    if (wanted.type === 'radio') goOnFrom(form, wanted)
  })
}
