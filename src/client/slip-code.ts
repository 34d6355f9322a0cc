/** A slip's QR code carries its code behind `#`: into the field with it, and out of the address. */
const field = document.querySelector<HTMLInputElement>('input[name=code]')
const code = location.hash.slice(1)

if (field && /^[2-9A-Za-z]{8}$/.test(code)) {
  field.value = code.replace(/.{4}(?=.)/, '$&-')
  history.replaceState(null, '', location.pathname)
  field.form?.querySelector<HTMLButtonElement>('[type=submit]')?.focus()
}
