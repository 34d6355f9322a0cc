/**
 * Makes rendered Markdown tables readable on a narrow sheet and aloud. Each cell of three columns or more carries the heading
 * of its column, so that a row can become a card that still says what each line is; two columns fit any phone. Where the
 * corner is empty, the first cell of each row is what the row is about.
 */
export const labelTables = (html: string): string =>
  html.replaceAll(/<table>([\s\S]*?)<\/table>/g, (_, inner: string) => {
    const headings = headingsOf(inner)
    const rows = headings[0] === '' ? withRowHeadings(inner) : inner
    return headings.length < 3 ? `<table>${rows}</table>` : `<table class="wide">${withLabels(rows, headings)}</table>`
  })

const headingsOf = (inner: string) =>
  [...inner.matchAll(/<th[^>]*>([\s\S]*?)<\/th>/g)].map(([, heading = '']) =>
    heading
      .replaceAll(/<[^>]*>/g, '')
      .replaceAll('"', '&quot;')
      .trim(),
  )

const withRowHeadings = (inner: string) =>
  inner.replace(/<th[^>]*>\s*<\/th>/, '<td></td>').replaceAll(/(<tr>\s*)<td[^>]*>(?!<\/td>)([\s\S]*?)<\/td>/g, '$1<th scope="row">$2</th>')

const withLabels = (inner: string, headings: string[]) =>
  inner.replaceAll(/<tr>([\s\S]*?)<\/tr>/g, (_, cells: string) => {
    let column = -1
    const labelled = cells.replaceAll(/<t([dh])(?=[\s>])([^>]*)/g, (cell, kind: string, attributes: string) => {
      column += 1
      return kind === 'd' && headings[column] ? `<td data-of="${headings[column]}"${attributes}` : cell
    })
    return `<tr>${labelled}</tr>`
  })
