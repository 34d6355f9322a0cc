/**
 * A phone number of mainland China as typed, in one form, or null. Accepts mobile numbers (11 digits from 13 to 19) and
 * landlines with area code, because some older residents have only a landline; spaces, dashes, brackets, full-width
 * digits and +86 are dropped. Source: 工业和信息化部《电信网编号计划》(2017) — mobile 1[3-9]x, area codes 0xx/0xxx.
 */
export const normalizePhone = (typed: string) => {
  const digits = typed
    .normalize('NFKC')
    .replace(/[\s()\-‐–—]/g, '')
    .replace(/^(\+?86)(?=1[3-9]\d{9}$|0?[1-9]\d{9,10}$)/, '')
  if (/^1[3-9]\d{9}$/.test(digits)) return digits
  if (/^0(10|2\d)[2-8]\d{7}$/.test(digits)) return digits
  if (/^0[3-9]\d{2}[2-8]\d{6,7}$/.test(digits)) return digits
  return null
}

/** `199****0001`: enough for its owner to recognise, too little to call. */
export const maskPhone = (phone: string) => `${phone.slice(0, 3)}****${phone.slice(-4)}`
