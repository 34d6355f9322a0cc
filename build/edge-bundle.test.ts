import { expect, test } from 'vitest'
import { shareStyles } from './edge-bundle.ts'

const styles = ['.a{color:red}\n.b{content:"\\201c"}', '.b{content:"\\201c"}\n.c{margin:0}']
const manifest = { routes: styles.map((content) => ({ styles: [{ type: 'inline', content }], path: [{ content: 'me' }] })) }

test('styles that stand once are the styles that stood in every row', () => {
  const code = shareStyles(`globalThis.read = ${JSON.stringify(manifest)}`)
  expect(code.match(/201c/g)).toHaveLength(1)
  const box = { read: undefined }
  new Function('globalThis', code)(box)
  expect(box.read).toEqual(manifest)
})

test('code without styles stays as it is', () => {
  expect(shareStyles('export default 1')).toBe('export default 1')
})
