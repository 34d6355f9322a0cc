import { createPasskey, passkeysWork, usePasskey } from './passkey.ts'

/**
 * Shows a form whose answer a passkey gives, where the browser can: `data-passkey` is `create` or `use`, `data-options` the
 * question. What went wrong is the element the form already has for it.
 */
const enhance = (form: HTMLFormElement) => {
  const { passkey, options = '' } = form.dataset
  const answer = form.elements.namedItem('response') as HTMLInputElement
  form.addEventListener('submit', async (event) => {
    if (answer.value) return
    event.preventDefault()
    try {
      answer.value = await (passkey === 'create' ? createPasskey : usePasskey)(options)
      form.submit()
    } catch {
      form.querySelector('[role=alert]')?.removeAttribute('hidden')
    }
  })
  form.hidden = false
}

if (passkeysWork()) document.querySelectorAll<HTMLFormElement>('form[data-passkey]').forEach(enhance)
