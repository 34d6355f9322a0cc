/**
 * Gives each cell of a rendered Markdown table the heading of its column, so that on a narrow sheet a row can become a
 * card that still says what each line is. Tables of two columns stay as they are: they fit any phone.
 */
export const labelTables = (html: string): string =>
  html.replaceAll(/<table>([\s\S]*?)<\/table>/g, (whole, inner: string) => labelled(inner) ?? whole)

const labelled = (inner: string) => {
  const headings = [...inner.matchAll(/<th[^>]*>([\s\S]*?)<\/th>/g)].map(([, heading = '']) =>
    heading.replaceAll(/<[^>]*>/g, '').replaceAll('"', '&quot;'),
  )
  if (headings.length < 3) return null
  const rows = inner.replaceAll(/<tr>([\s\S]*?)<\/tr>/g, (_, cells: string) => {
    let column = 0
    return `<tr>${cells.replaceAll(/<td/g, () => `<td data-of="${headings[column++] ?? ''}"`)}</tr>`
  })
  return `<table class="wide">${rows}</table>`
}
