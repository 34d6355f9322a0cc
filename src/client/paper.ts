/** Buttons of a page made to be printed or passed on; without script they stay away, and the words beside them say how to do it. */
const copy = async (text: HTMLElement) => {
  getSelection()?.selectAllChildren(text)
  // A browser inside another program may have no clipboard, or refuse it; the text is selected then.
  if (!navigator.clipboard) return false
  return navigator.clipboard.writeText(text.textContent).then(
    () => true,
    () => false,
  )
}

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-press]')) {
  button.hidden = false
  button.addEventListener('click', async () => {
    if (button.dataset['press'] === 'print') return print()
    const text = button.parentElement?.previousElementSibling
    const told = button.nextElementSibling
    if (!(text instanceof HTMLElement) || !told) return
    told.textContent = (await copy(text)) ? '复制好了，可以去粘贴了。' : '文字选好了，长按它，再点“复制”。'
  })
}
