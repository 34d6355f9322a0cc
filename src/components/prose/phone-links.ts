const number = /(?<![\d-])0\d{2,3}-\d{7,8}(?![\d-])/g

/** Makes the landline numbers in rendered Markdown dial when pressed, as those drawn by components do; links stay as they are. */
export const linkPhones = (html: string): string => {
  let inLink = false
  return html.replaceAll(/<[^>]*>|[^<]+/g, (part) => {
    if (!part.startsWith('<')) return inLink ? part : part.replaceAll(number, (phone) => `<a href="tel:${phone}">${phone}</a>`)
    if (/^<a[\s>]/.test(part)) inLink = true
    if (part === '</a>') inLink = false
    return part
  })
}
