import { expect, test } from 'vitest'
import { labelTables } from './table-labels.ts'

const table = (columns: string[], ...rows: string[][]) =>
  `<table><thead><tr>${columns.map((word) => `<th>${word}</th>`).join('')}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`

test('each cell of a wide table carries the heading of its column', () => {
  expect(labelTables(table(['谁', '多少', '"何时"'], ['老人', '30', '每月']))).toBe(
    '<table class="wide"><thead><tr><th>谁</th><th>多少</th><th>"何时"</th></tr></thead><tbody><tr><td data-of="谁">老人</td><td data-of="多少">30</td><td data-of="&quot;何时&quot;">每月</td></tr></tbody></table>',
  )
})

test('a heading is taken as words, without its markup', () => {
  expect(labelTables(table(['<b>谁</b>', '二', '三'], ['甲', '乙', '丙']))).toContain('<td data-of="谁">甲</td>')
})

test('a table of two columns and everything outside a table stay as they are', () => {
  const html = `<p>前 <td></p>${table(['一', '二'], ['甲', '乙'])}<p>后</p>`
  expect(labelTables(html)).toBe(html)
})

test('under an empty corner the first cell of a row is its heading', () => {
  expect(labelTables(table(['', '旧', '新'], ['房租', '一', '二']))).toBe(
    '<table class="wide"><thead><tr><td></td><th>旧</th><th>新</th></tr></thead><tbody><tr><th scope="row">房租</th><td data-of="旧">一</td><td data-of="新">二</td></tr></tbody></table>',
  )
  expect(labelTables(table(['', '数'], ['房租', '一']))).toContain('<tr><th scope="row">房租</th><td>一</td></tr>')
})
